// A client's program: makes keys and requests for certificates by openssl and sends applications to the intake.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PASSWORD } from "./browser.mjs";

const KEYS = {
  rsa: ["-newkey", "rsa:2048"],
  ec: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
};

/// A request for a certificate in PEM, signed by a fresh key; `subject` maps openssl's names to values.
export function certificateRequest(subject, kind = "rsa") {
  const folder = mkdtempSync(join(tmpdir(), "registrar-csr-"));
  try {
    const names = Object.entries(subject).map(([name, value]) => `${name} = ${value}`);
    // INN, OGRN and SNILS are known to openssl; the number of an organisation (INNLE) has to be taught.
    const config = [
      "oid_section = oids", "[oids]", "INNLE = 1.2.643.100.4",
      "[req]", "prompt = no", "utf8 = yes", "string_mask = utf8only", "distinguished_name = subject", "[subject]", ...names, "",
    ];
    writeFileSync(join(folder, "request.cnf"), config.join("\n"));
    execFileSync("openssl", [
      "req", "-new", "-nodes", "-sha256", ...KEYS[kind], "-config", join(folder, "request.cnf"),
      "-keyout", join(folder, "key.pem"), "-out", join(folder, "request.pem"),
    ], { stdio: ["ignore", "ignore", "pipe"] });
    return readFileSync(join(folder, "request.pem"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/// The public key of a request, in PEM.
export const requestedKey = (request) => execFileSync("openssl", ["req", "-noout", "-pubkey"], { input: request, encoding: "utf8" });

/// The application of a small company with two owners, one with an RSA key and one with an elliptic one.
export function exampleApplication() {
  const organization = {
    kind: "legal_entity", short_name: "ООО «Ромашка»", full_name: "Общество с ограниченной ответственностью «Ромашка»",
    inn: "9900815901", kpp: "990001001", ogrn: "1009918609139",
    legal_address: "664000, Иркутская обл, г. Иркутск, ул. Ленина, д. 1", region: "38", phone: "+79990000001",
    email: "buh@romashka.example", is_budget: false,
  };
  const head = {
    kind: "head", last_name: "Петрова", first_name: "Анна", middle_name: "Ивановна", position: "Генеральный директор",
    snils: "990-000-001 53", inn: "990000661323", email: "petrova@romashka.example", roles: ["sign", "encrypt", "admin"],
  };
  const accountant = {
    kind: "chief_accountant", last_name: "Сидоров", first_name: "Павел", middle_name: "Андреевич", position: "Главный бухгалтер",
    snils: "900-000-059 00", inn: "990099900105", email: "kadry@romashka.example", roles: ["sign"],
  };
  return {
    type: "connect",
    reg_number: "800123456",
    license: { product: "main", term_months: 12 },
    promotion: null,
    organization,
    directions: [{ authority: "fns", code: "3801", kpp: "990001001" }, { authority: "sfr", code: "048-001" }],
    owners: [
      { ...head, csr: certificateRequest(subjectOf(head, organization), "rsa") },
      { ...accountant, csr: certificateRequest(subjectOf(accountant, organization), "ec") },
    ],
    multi_user: {
      enabled: true,
      users: [
        { snils: head.snils, email: head.email, roles: head.roles, authorities: ["fns", "sfr"] },
        { snils: accountant.snils, email: accountant.email, roles: ["sign"], authorities: ["sfr"] },
      ],
    },
    cabinet: { enabled: true, alias: "Бухгалтерия 3.0" },
  };
}

function subjectOf(owner, organization) {
  return {
    CN: organization.short_name, SN: owner.last_name, GN: `${owner.first_name} ${owner.middle_name}`,
    O: organization.short_name, title: owner.position, C: "RU", emailAddress: owner.email,
    INN: owner.inn, INNLE: organization.inn, OGRN: organization.ogrn, SNILS: owner.snils.replace(/\D/g, ""),
  };
}

/// The intake as one ITS login sees it.
export function intake(baseUrl, login = "its-demo", password = PASSWORD) {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`;
  const ask = async (path, { accept = "application/json", ...options } = {}) => {
    const headers = { authorization, accept, ...options.headers };
    return fetch(new URL(path, baseUrl), { ...options, headers });
  };
  return {
    ask,

    /// Sends an application under a fresh key, or the given one, and answers what the portal made of it.
    async postApplication(overrides = {}, key = randomUUID()) {
      const body = JSON.stringify({ ...exampleApplication(), ...overrides });
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const answer = await ask("/api/v1/applications", { method: "POST", headers, body });
      const made = await answer.json();
      assert.equal(answer.status, 201, JSON.stringify(made));
      assert.equal(new URL(answer.headers.get("location"), baseUrl).pathname, `/api/v1/applications/${made.number}`);
      return made;
    },

    /// How an application stands.
    async application(number) {
      const answer = await ask(`/api/v1/applications/${number}`);
      assert.equal(answer.status, 200, await answer.clone().text());
      return answer.json();
    },

    /// A certificate in PEM.
    async certificate(number, serial) {
      const answer = await ask(`/api/v1/applications/${number}/certificates/${serial}`, { accept: "application/x-pem-file" });
      assert.equal(answer.status, 200);
      return answer.text();
    },
  };
}
