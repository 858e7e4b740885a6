//! The rows of the matrix: every route, with a form that is whole, so that what answers is the right and not the form.
//!
//! A version that nobody has seen lets whoever may act end at «изменилось» (409) and change nothing.

/// A route, and the form that is sent to it.
pub(super) struct Row {
    pub(super) method: &'static str,
    pub(super) pattern: &'static str,
    pub(super) body: &'static [(&'static str, &'static str)],
}

const fn get(pattern: &'static str) -> Row {
    Row { method: "GET", pattern, body: &[] }
}

const fn post(pattern: &'static str, body: &'static [(&'static str, &'static str)]) -> Row {
    Row { method: "POST", pattern, body }
}

const SEEN: &[(&str, &str)] = &[("version", "0")];
const NOBODY: &[(&str, &str)] = &[("login", ""), ("full_name", ""), ("email", ""), ("role", "")];

/// Every route. Signing out comes last: nobody is there afterwards.
pub(super) const ROWS: &[Row] = &[
    get("/"),
    get("/sign-in"),
    post("/sign-in", &[("login", "staff"), ("password", "wrong")]),
    get("/assets/{name}"),
    get("/health/live"),
    get("/health/ready"),
    get("/profile"),
    post("/profile/password", &[("old", "wrong"), ("password", "wrong")]),
    post("/profile/sessions/ending", &[]),
    post("/profile/sessions/{mark}/ending", &[]),
    get("/password"),
    post("/password", &[("name", "staff")]),
    get("/password/{token}"),
    post("/password/{token}", &[("password", "wrong-wrong")]),
    get("/partner/applications"),
    get("/partner/applications/{number}"),
    get("/partner/applications/{number}/progress"),
    get("/partner/applications/{number}/price"),
    get("/partner/applications/{number}/original"),
    post("/partner/applications/{number}/taking", SEEN),
    post("/partner/applications/{number}/release", SEEN),
    post("/partner/applications/{number}/handover", &[("version", "0"), ("reviewer", "1")]),
    post("/partner/applications/{number}/parameters", &[("version", "0"), ("basis", "paid")]),
    post("/partner/applications/{number}/forwarding", SEEN),
    post("/partner/applications/{number}/forwarding/undo", SEEN),
    post("/partner/applications/{number}/return", &[("version", "0"), ("reason", "snils")]),
    post("/partner/applications/{number}/rejection", &[("version", "0"), ("reason", "duplicate")]),
    post(
        "/partner/applications/{number}/hold",
        &[("version", "0"), ("until", "2026-12-03"), ("reason", "Ждем")],
    ),
    post("/partner/applications/{number}/hold/end", SEEN),
    get("/partner/organizations"),
    get("/partner/organizations/{code}"),
    get("/partner/statements"),
    get("/partner/statements/{month}"),
    post("/partner/statements/{month}/agreement", &[("version", "0"), ("sha256", "0")]),
    post("/partner/statements/{month}/lines/{id}/dispute", &[("reason", "unknown"), ("comment", "Не наше")]),
    post("/partner/statements/{month}/lines/{id}/acceptance", &[]),
    get("/partner/statements/{month}/export/{format}"),
    get("/partner/charges/{id}"),
    get("/partner/people"),
    post("/partner/people", NOBODY),
    get("/partner/people/{person}"),
    post("/partner/people/{person}/invitation", SEEN),
    post("/partner/people/{person}/roles", &[("version", "0"), ("role", "partner_manager")]),
    post("/partner/people/{person}/roles/{role}/ending", SEEN),
    post("/partner/people/{person}/disabling", SEEN),
    post("/partner/people/{person}/enabling", SEEN),
    post("/partner/people/{person}/sessions/ending", &[]),
    post("/partner/people/{person}/sessions/{mark}/ending", &[]),
    get("/partner/logins"),
    post("/partner/logins", &[("login", ""), ("email", ""), ("contract_until", "")]),
    get("/partner/logins/{login}"),
    post("/partner/logins/{login}/contract", &[("version", "0"), ("contract_until", "31.12.2030")]),
    post("/partner/logins/{login}/blocking", SEEN),
    post("/partner/logins/{login}/unblocking", SEEN),
    post("/partner/logins/{login}/link", SEEN),
    get("/partner/contract"),
    get("/operator/people"),
    post("/operator/people", NOBODY),
    get("/operator/people/{person}"),
    post("/operator/people/{person}/invitation", SEEN),
    post("/operator/people/{person}/roles", &[("version", "0"), ("role", "operator_billing")]),
    post("/operator/people/{person}/roles/{role}/ending", SEEN),
    post("/operator/people/{person}/disabling", SEEN),
    post("/operator/people/{person}/enabling", SEEN),
    post("/operator/people/{person}/sessions/ending", &[]),
    post("/operator/people/{person}/sessions/{mark}/ending", &[]),
    get("/operator/statements"),
    post("/operator/statements/{month}/formation", &[]),
    get("/operator/statements/{month}/{partner}"),
    post("/operator/statements/{month}/{partner}/publication", SEEN),
    post("/operator/statements/{month}/{partner}/invoice", SEEN),
    post(
        "/operator/statements/{month}/{partner}/lines/{id}/resolution",
        &[("outcome", "line_stands"), ("comment", "Наше")],
    ),
    get("/operator/statements/{month}/export/{format}"),
    get("/operator/applications"),
    post("/operator/applications/{number}/resending", &[("reason", "Связь есть")]),
    get("/support"),
    get("/support/organizations/{code}"),
    get("/cabinet"),
    get("/cabinet/applications/{number}"),
    post("/cabinet/applications/{number}/withdrawal", &[]),
    post("/cabinet/applications/{number}/completion", &[]),
    get("/mail"),
    get("/mail/{id}"),
    get("/api/openapi.json"),
    post("/api/v1/applications", &[]),
    get("/api/v1/applications/{number}"),
    Row { method: "PUT", pattern: "/api/v1/applications/{number}", body: &[] },
    post("/api/v1/applications/{number}/withdrawal", &[]),
    post("/api/v1/applications/{number}/completion", &[]),
    get("/api/v1/applications/{number}/certificates/{serial}"),
    post("/sign-out", &[]),
];
