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

/// Every route. Signing out comes last: nobody is there afterwards.
pub(super) const ROWS: &[Row] = &[
    get("/"),
    get("/sign-in"),
    post("/sign-in", &[("login", "staff"), ("password", "wrong")]),
    get("/assets/{name}"),
    get("/health/live"),
    get("/health/ready"),
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
    post("/operator/applications/{number}/reset", &[("reason", "Отправили по ошибке")]),
    post("/operator/applications/{number}/refusal", &[("reason", "Нет доверенности")]),
    post("/support/organizations/{code}/applications/{number}/reset", &[("reason", "Отправили по ошибке")]),
    get("/operator/partners"),
    get("/operator/partners/{partner}"),
    get("/operator/enrolment"),
    post("/operator/enrolment", &[]),
    get("/operator/partners/{partner}/card"),
    post("/operator/partners/{partner}/card", &[]),
    get("/operator/partners/{partner}/contract"),
    post("/operator/partners/{partner}/contract", &[]),
    post("/operator/partners/{partner}/discounts", &[("contract", "1"), ("product", "main")]),
    get("/operator/prices"),
    get("/operator/prices/{day}/file"),
    post("/operator/prices/preview", &[]),
    post("/operator/prices/publication", &[]),
    post("/operator/promotions", &[]),
    post("/operator/promotions/{promotion}/{from}/end", &[]),
    get("/operator/settings"),
    get("/operator/settings/{key}"),
    post("/operator/settings/{key}", &[]),
    get("/operator/transfers"),
    get("/operator/transfers/{code}"),
    post("/operator/transfers/{code}", &[]),
    get("/support"),
    get("/support/organizations/{code}"),
    post(
        "/support/organizations/{code}",
        &[("what", "people"), ("reason", "Сверяем с карточкой"), ("seen", "0")],
    ),
    get("/documentation"),
    get("/documentation/{slug}"),
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
