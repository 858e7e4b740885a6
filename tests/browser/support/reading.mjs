// Reading what the portal shows and exports, independently of the program that wrote it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const READER = fileURLToPath(new URL("../../peers/workbook.py", import.meta.url));

/// The month before the current one in Moscow, or an earlier one, as «2026-10».
export function endedMonth(back = 1, now = new Date()) {
  const [year, month] = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Moscow", year: "numeric", month: "2-digit" })
    .format(now).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
}

/// Money as shown, «1 440,00 ₽» or «-1440,00», in whole kopecks.
export function kopecks(text) {
  const match = /([-−]?)\s*(\d[\d\s\u00a0\u202f]*),(\d{2})/.exec(text);
  if (!match) throw new Error(`no money in «${text}»`);
  const amount = BigInt(match[2].replace(/[\s\u00a0\u202f]/g, "") + match[3]);
  return match[1] ? -amount : amount;
}

/// The lines of a settlement file as objects by heading: `;` between fields, CRLF between lines, quotes doubled.
export function csvRows(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const row = rows.at(-1);
    if (quoted && sign === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ";") row.push("");
    else if (!quoted && sign === "\r" && text[at + 1] === "\n") { rows.push([""]); at += 1; }
    else row[row.length - 1] += sign;
  }
  if (rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  const [head, ...lines] = rows;
  return lines.map((line) => {
    if (line.length !== head.length) throw new Error(`a line of ${line.length} fields under ${head.length} headings: ${line}`);
    return Object.fromEntries(head.map((heading, column) => [heading, line[column]]));
  });
}

/// A workbook as openpyxl reads it: `rows` of cells, the `frozen` cell and the range of the `filter`.
export function workbook(bytes) {
  const folder = mkdtempSync(join(tmpdir(), "registrar-xlsx-"));
  try {
    const file = join(folder, "book.xlsx");
    writeFileSync(file, bytes);
    return JSON.parse(execFileSync("python3", [READER, file], { encoding: "utf8", maxBuffer: 64 << 20 }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
