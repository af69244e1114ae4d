import os
from urllib.parse import urlsplit

import mariadb
from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    url = urlsplit(os.environ["DATABASE_URL"])
    connection = mariadb.connect(
        host=url.hostname, port=url.port, user=url.username, password=url.password, database=url.path[1:]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT VERSION()")
        return cursor.fetchone()[0]
