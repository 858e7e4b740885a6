// A portal of the test's own: the built program in a temporary folder, on SQLite or on a fresh PostgreSQL database.
import { spawn, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PROGRAM = process.env.REGISTRAR_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/registrar");
const READY_WITHIN_MS = 120_000;

/// Starts a portal, with more settings of its own and reached under this name, and answers when it is ready; `stop()` ends it and removes its files and its database.
export async function startPortal(more = {}, host = "127.0.0.1") {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "registrar-browser-"));
  const baseUrl = `http://${host}:${port}`;
  const portal = new Portal(baseUrl, folder, { REGISTRAR_LISTEN: `127.0.0.1:${port}`, REGISTRAR_PUBLIC_URL: baseUrl, REGISTRAR_DROP: join(folder, "drop"), ...more });
  try {
    await portal.start();
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

class Portal {
  #folder;
  #settings;
  #children = [];
  #database = null;
  #said = "";

  constructor(baseUrl, folder, settings) {
    this.baseUrl = baseUrl;
    this.#folder = folder;
    this.#settings = settings;
    // A test run that dies takes its portal along.
    process.on("exit", () => this.#children.forEach((child) => child.kill("SIGKILL")));
  }

  /// Which database it runs on: «sqlite» or «postgres»; pictures are named after it.
  get engine() {
    return this.#database ? "postgres" : "sqlite";
  }

  /// What the program has said so far, for the words of a failure.
  get said() {
    return this.#said;
  }

  /// The folder of its letters.
  get mail() {
    return join(this.#folder, "var/mail");
  }

  /// The folder into which 1С of its partners puts documents.
  get drop() {
    return join(this.#folder, "drop");
  }

  /// The pair of a product that nobody has registered yet, as the program prints it.
  get unusedPair() {
    const [, number, pin] = /(?:рег\. номер|number) (\d+), PIN\S* (\d+)/.exec(this.#said);
    return { number, pin };
  }

  /// Runs a statement behind the program: what a browser cannot bring about, such as the past.
  sql(statement) {
    if (this.#database) return this.#database.run(statement);
    const script = "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=20) as db: db.execute(sys.argv[2])";
    execFileSync("python3", ["-c", script, join(this.#folder, "var/registrar.db"), statement]);
  }

  async start() {
    const server = process.env.DATABASE_URL;
    if (server?.startsWith("postgres")) {
      this.#database = freshDatabase(server);
      Object.assign(this.#settings, {
        DATABASE_URL: this.#database.url,
        REGISTRAR_SECRET: randomBytes(32).toString("hex"),
      });
      this.#run("migrate");
      this.#run("seed");
      this.#spawn("serve");
      this.#spawn("work");
    } else {
      this.#spawn("demo");
    }
    await this.#ready();
  }

  async stop() {
    const ends = this.#children.map((child) => ended(child));
    await Promise.all(ends);
    this.#database?.drop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #environment() {
    const { PATH, HOME } = process.env;
    return { PATH, HOME, RUST_BACKTRACE: "1", ...this.#settings };
  }

  #run(command) {
    const stdio = ["ignore", "pipe", "inherit"];
    this.#said += execFileSync(PROGRAM, [command], { cwd: this.#folder, env: this.#environment(), stdio, encoding: "utf8" });
  }

  #spawn(command) {
    const child = spawn(PROGRAM, [command], { cwd: this.#folder, env: this.#environment(), stdio: ["ignore", "pipe", "pipe"] });
    const hear = (bytes) => { this.#said = (this.#said + bytes).slice(-20_000); };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", (error) => hear(`${PROGRAM} ${command}: ${error.message}\n`));
    this.#children.push(child);
  }

  async #ready() {
    const until = Date.now() + READY_WITHIN_MS;
    while (Date.now() < until) {
      const gone = this.#children.find((child) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null);
      if (gone) throw new Error(`the program ended before it was ready:\n${this.#said}`);
      const answer = await fetch(`${this.baseUrl}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await pause(200);
    }
    throw new Error(`not ready within ${READY_WITHIN_MS / 1000} s:\n${this.#said}`);
  }
}

/// Asks a child to end and makes it end when it does not.
async function ended(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(killer);
}

function freshDatabase(server) {
  const name = `browser_${process.pid}_${randomBytes(4).toString("hex")}`;
  const run = (database, statement) =>
    execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement], { stdio: ["ignore", "ignore", "inherit"] });
  const psql = (statement) => run(server, statement);
  psql(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, run: (statement) => run(url.href, statement), drop: () => psql(`drop database if exists ${name} with (force)`) };
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
