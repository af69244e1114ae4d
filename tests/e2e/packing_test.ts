/** Backups that are packed faster, encrypted, copied elsewhere, or reported: each for real. */
import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import { dockerTest, until } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";

const POSTGRES = { id: "postgres", image: "postgres:17" } as const;
const REDIS = { id: "redis", image: "redis:8" } as const;

dockerTest("backups may be packed with zstd and encrypted, and restore all the same", async (t) => {
  const stack = await Stack.start({
    engines: [POSTGRES, REDIS],
    override: { "db-backup": { build: { args: { EXTRA_PACKAGES: "age" } } } },
  });
  const fingerprints = async () => [
    await stack.proof("postgres", "fingerprint"),
    await stack.proof("redis", "fingerprint"),
  ];
  const damage = async () => {
    await stack.proof("postgres", "damage");
    await stack.proof("redis", "damage");
  };
  try {
    await stack.proof("postgres", "seed");
    await stack.proof("redis", "seed");
    const seeded = await fingerprints();

    await t.step("zstd", async () => {
      const { code, stderr } = await stack.sidecar(["backup.sh"], { BACKUP_COMPRESSION: "zstd" });
      equal(code, 0, stderr);
      const [name] = await stack.files(/^postgres-.*\.sql\.zst$/);
      ok(name);
      await damage();
      equal((await stack.sidecar(["restore-postgres.sh", "latest"])).code, 0);
      equal((await stack.sidecar(["restore-redis.sh", "latest"])).code, 0);
      equal(await fingerprints(), seeded);
    });

    await stack.sidecar([
      "sh",
      "-c",
      "age-keygen -o /root/key 2>/dev/null; age-keygen -o /root/other 2>/dev/null",
    ]);
    const recipient = (await stack.sidecar(["age-keygen", "-y", "/root/key"])).stdout.trim();
    let encrypted: string[] = [];
    await t.step("encrypted to a public key, with nothing of the dump to be seen", async () => {
      const { code, stdout, stderr } = await stack.sidecar(["backup.sh"], {
        BACKUP_AGE_RECIPIENT: recipient,
      });
      equal(code, 0, stdout + stderr);
      encrypted = await stack.files(/^(postgres|redis)-.*\.age$/);
      equal(encrypted.map((name) => name.replace(/-\d.*?\./, ".")), [
        "postgres.sql.gz.age",
        "redis.rdb.age",
      ]);
      for (const name of await stack.files(/\.age$/)) {
        const text = new TextDecoder("latin1").decode(
          await Deno.readFile(`${stack.backups}/${name}`),
        );
        ok(text.startsWith("age-encryption.org/v1"), name);
      }
      const left = await stack.sidecar(["sh", "-c", "ls -A /dev/shm"]);
      equal(left.stdout, "", "the key that proves it is gone");
    });
    await t.step("a restore asks for the key, and refuses another one", async () => {
      const before = await fingerprints();
      const [file] = encrypted;
      const without = await stack.sidecar(["restore-postgres.sh", `/backup/${file}`]);
      equal(without.code, 1);
      match(
        without.stderr,
        /is encrypted: give the secret key with --key FILE; nothing was changed/,
      );
      const other = await stack.sidecar([
        "restore-postgres.sh",
        "--key",
        "/root/other",
        `/backup/${file}`,
      ]);
      equal(other.code, 1);
      match(other.stderr, /cannot be decrypted with this key: .*; nothing was changed/);
      equal(await fingerprints(), before);
    });
    await t.step(
      "with the key, from a file that only root may read or from standard input",
      async () => {
        await damage();
        const [sql, rdb] = encrypted;
        const restored = await stack.sidecar([
          "restore-postgres.sh",
          "--key",
          "/root/key",
          `/backup/${sql}`,
        ]);
        equal(restored.code, 0, restored.stderr);
        const key = (await stack.sidecar(["cat", "/root/key"])).stdout;
        const typed = await stack.compose(
          ["exec", "-T", "db-backup", "restore-redis.sh", "--key", "-", `/backup/${rdb}`],
          key,
        );
        equal(typed.code, 0, typed.stderr);
        equal(await fingerprints(), seeded);
        equal((await stack.sidecar(["sh", "-c", "ls -A /dev/shm"])).stdout, "");
      },
    );
    await t.step("a file that cannot be decrypted is never called good", async () => {
      const before = await stack.contents();
      const stub = [
        "real=$(command -v age) && mv $real /root/real-age",
        "printf '%s\\n' '#!/bin/sh' '[ \"$1\" != -d ] || exec /tmp/real-age \"$@\"' '/tmp/real-age \"$@\" | head -c 300' > $real",
        "cp /root/real-age /tmp/real-age && chmod 755 $real /tmp/real-age",
      ];
      await stack.sidecar(["sh", "-c", stub.join("; ")]);
      const { code, stderr } = await stack.sidecar(["backup.sh"], {
        BACKUP_AGE_RECIPIENT: recipient,
      });
      equal(code, 1);
      match(
        stderr,
        /postgres: error: the backup of "shop_development" failed: the tool said that all was well, but its dump is not whole/,
      );
      equal(await stack.contents(), before);
      await stack.sidecar(["sh", "-c", "mv /root/real-age $(command -v age)"]);
    });
    await t.step("settings that make no sense are errors", async () => {
      const packed = await stack.sidecar(["backup.sh"], { BACKUP_COMPRESSION: "best" });
      equal(packed.code, 1);
      match(packed.stderr, /BACKUP_COMPRESSION is "best" and must be gzip or zstd/);
      const key = await stack.sidecar(["backup.sh"], { BACKUP_AGE_RECIPIENT: "age1nonsense" });
      equal(key.code, 1);
      match(key.stderr, /BACKUP_AGE_RECIPIENT is "age1nonsense" and must be a public key of age/);
    });
  } finally {
    await stack.remove();
  }
});

dockerTest("backups are copied elsewhere, and somebody is told when something fails", async (t) => {
  const messages: { path: string; text: string }[] = [];
  /** What is done while somebody who calls waits for the answer. */
  let meanwhile = async () => {};
  const server = Deno.serve(
    { port: 0, hostname: "0.0.0.0", onListen: () => {} },
    async (request) => {
      messages.push({ path: new URL(request.url).pathname, text: await request.text() });
      await meanwhile();
      return new Response("ok");
    },
  );
  const stack = await Stack.start({
    engines: [POSTGRES],
    override: {
      "db-backup": {
        build: { args: { EXTRA_PACKAGES: "curl rclone" } },
        extra_hosts: ["listener:host-gateway"],
        tmpfs: ["/elsewhere:mode=1777", "/full:size=4k,mode=1777"],
        environment: { BACKUP_REMOTE: ":local:/elsewhere/shop" },
      },
    },
  });
  const url = `http://listener:${server.addr.port}/secret-token`;
  const elsewhere = async () =>
    (await stack.sidecar(["sh", "-c", "cd /elsewhere/shop && ls && sha256sum -c *.sha256"])).stdout;
  const newest = async () => (await stack.files(/^postgres-.*gz$/)).at(-1) ?? "";
  try {
    await t.step("a copy with its checksum, and what could not be copied before", async () => {
      const { code, stdout, stderr } = await stack.sidecar(["backup.sh"]);
      equal(code, 0, stderr);
      match(stdout, /postgres: copied to :local:\/elsewhere\/shop/);
      const listed = await elsewhere();
      for (const name of await stack.files(/postgres-.*gz$/)) {
        ok(listed.includes(`${name}: OK`), `${name}\n${listed}`);
      }
    });
    await t.step("a copy that fails spoils nothing here, and is made up for", async () => {
      const { code, stdout, stderr } = await stack.sidecar(["backup.sh"], {
        BACKUP_REMOTE: ":local:/full/shop",
      });
      equal(code, 0, stderr);
      match(stderr, /warning: the copy to :local:\/full\/shop failed: /);
      match(stdout, /backed up "shop_development"/);
      const health = await stack.sidecar(["healthcheck.sh"]);
      equal(health.code, 0);
      match(health.stdout, /warning: postgres: the copy to .* failed/);
      const missing = await newest();
      ok(!(await elsewhere()).includes(missing));
      equal((await stack.sidecar(["backup.sh"])).code, 0);
      ok((await elsewhere()).includes(`${missing}: OK`));
      ok(!(await stack.sidecar(["healthcheck.sh"])).stdout.includes("warning"));
    });
    await t.step("nobody is told that all is well", async () => {
      equal((await stack.sidecar(["backup.sh"], { NOTIFY_URL: url })).code, 0);
      equal(messages, []);
    });
    await t.step("a failure is told once, and the first success after it", async () => {
      const wrong = { NOTIFY_URL: url, DB_PASSWORD: 'wr"ong\\' };
      equal((await stack.sidecar(["backup.sh"], wrong)).code, 1);
      equal((await stack.sidecar(["backup.sh"], wrong)).code, 1);
      equal(messages.length, 1);
      const { project, result, text } = JSON.parse(messages[0]?.text ?? "");
      equal([project, result], ["shop", "failed"]);
      match(
        text,
        /^shop: the backup of postgres failed: .*password authentication failed for user "postgres"/,
      );
      equal((await stack.sidecar(["backup.sh"], { NOTIFY_URL: url })).code, 0);
      equal(messages.length, 2);
      equal(JSON.parse(messages[1]?.text ?? "").result, "ok");
      equal((await stack.sidecar(["backup.sh"], { NOTIFY_URL: url })).code, 0);
      equal(messages.length, 2);
    });
    await t.step("always, and in other people's forms", async () => {
      for (
        const [style, form] of Object.entries({
          slack: /^\{"text":"shop: /,
          discord: /^\{"content":"shop: /,
          ntfy: /^shop: backed up: postgres$/,
        })
      ) {
        messages.length = 0;
        await stack.sidecar(["backup.sh"], {
          NOTIFY_URL: url,
          NOTIFY_ON: "always",
          NOTIFY_STYLE: style,
        });
        match(messages[0]?.text ?? "", form);
      }
    });
    await t.step("the URL is a secret: not in the log, not in a process's arguments", async () => {
      await stack.sidecar(["sh", "-c", `printf '%s' '${url}' > /tmp/url`]);
      let seen = "";
      meanwhile = async () => {
        seen = (await stack.sidecar(["ps", "-o", "args"])).stdout;
      };
      const run = await stack.sidecar(["backup.sh"], {
        NOTIFY_URL_FILE: "/tmp/url",
        NOTIFY_ON: "always",
      });
      meanwhile = async () => {};
      equal(run.code, 0, run.stderr);
      ok(seen.includes("curl"), "the call was seen");
      ok(!seen.includes("secret-token"), "the address was not");
      const unreachable = await stack.sidecar(["backup.sh"], {
        NOTIFY_URL: "http://127.0.0.1:9/secret-token",
        NOTIFY_ON: "always",
      });
      equal(unreachable.code, 0, "a notification that fails spoils nothing");
      match(unreachable.stderr, /notify: error: nobody could be told: /);
      ok(!`${unreachable.stdout}${unreachable.stderr}`.includes("secret-token"));
    });
    await t.step("an image without the tools says how to get them", async () => {
      await stack.sidecar([
        "sh",
        "-c",
        "for each in curl rclone; do rm -f $(command -v $each); done",
      ]);
      const { code, stderr } = await stack.sidecar(["backup.sh"], {
        NOTIFY_URL: url,
        NOTIFY_ON: "always",
      });
      equal(code, 0);
      match(stderr, /has no rclone: add rclone to EXTRA_PACKAGES/);
      match(stderr, /has no curl: add curl to EXTRA_PACKAGES/);
      notStrictEqual(await newest(), "");
    });
    await until("nothing is left", async () => (await stack.files(/partial/)).length === 0, 5);
  } finally {
    await stack.remove();
    await server.shutdown();
  }
});
