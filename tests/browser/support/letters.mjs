// The letters of a portal, as the person to whom they go reads them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const COMES_WITHIN_MS = 60_000;

/// Waits for a letter to this address whose subject has these words; answers the newest: `subject`, `text`, `links`.
export async function letterTo(portal, address, words) {
  const until = Date.now() + COMES_WITHIN_MS;
  while (Date.now() < until) {
    const letters = all(portal.mail).filter((letter) => letter.to.includes(address) && letter.subject.includes(words));
    if (letters.length > 0) return letters.at(-1);
    await pause(200);
  }
  throw new Error(`no letter «${words}» to ${address} within ${COMES_WITHIN_MS / 1000} s`);
}

/// The letters of a folder; their names begin with the moment, so that the newest is the last.
function all(folder) {
  return names(folder).filter((name) => name.endsWith(".eml")).sort().map((name) => read(readFileSync(join(folder, name), "latin1")));
}

function names(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

/// A letter of two parts, of which the first is the plain text.
function read(source) {
  const [head, body] = parted(source);
  const [, boundary] = /boundary="([^"]+)"/.exec(head);
  const text = decoded(body.split(`--${boundary}`)[1].trimStart());
  return { to: field(head, "To"), subject: field(head, "Subject"), text, links: text.match(/https?:\/\/\S+/g) ?? [] };
}

function parted(source) {
  const unix = source.replaceAll("\r\n", "\n");
  const gap = unix.indexOf("\n\n");
  return [unix.slice(0, gap).replace(/\n[ \t]+/g, " "), unix.slice(gap + 2)];
}

/// A field of the head, with its encoded words read.
function field(head, name) {
  const line = new RegExp(`^${name}: (.*)$`, "m").exec(head)?.[1] ?? "";
  const joined = line.replace(/\?=\s+=\?/g, "?==?");
  return joined.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, words) => Buffer.from(words, "base64").toString("utf8"));
}

function decoded(part) {
  const [head, body] = parted(part);
  const how = field(head, "Content-Transfer-Encoding");
  if (how === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (how !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8");
  const bytes = body.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
