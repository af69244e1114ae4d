module example.com/go-service

go 1.25.0

require (
	github.com/jackc/pgx/v5 v5.7.6
	github.com/redis/go-redis/v9 v9.14.0
)

require go.mongodb.org/mongo-driver v1.17.4 // indirect
