//! Whoever fills an application in the browser: page by page, with the answers of a program's document.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;

use super::{Draft, Page, Visitor};

/// The address where an application is begun.
pub(crate) const DRAFTS: &str = "/cabinet/drafts";

/// Where the form of a page of a draft is sent.
pub(crate) fn form(page: &Page) -> String {
    page.values("form[data-guard]", "action").pop().unwrap_or_else(|| panic!("no form:\n{}", page.text()))
}

/// The draft of a page, by the address of its form.
pub(crate) fn draft_of(page: &Page) -> String {
    let address =
        page.values("form", "action").into_iter().find(|action| action.starts_with("/cabinet/drafts/"));
    address.unwrap().split('/').nth(3).unwrap().to_owned()
}

/// The fields of an object, each as its text; lists are left to the caller.
fn fields<'a>(object: &'a Value, names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    names.iter().map(|name| (*name, object[*name].as_str().unwrap_or_default())).collect()
}

/// A list of codes as ticks of this name.
fn ticks<'a>(name: &'a str, list: &'a Value) -> Vec<(&'a str, &'a str)> {
    list.as_array().into_iter().flatten().map(|code| (name, code.as_str().unwrap())).collect()
}

impl Visitor {
    /// Answers the questions of a page and goes on; the step of the files without any.
    pub(crate) async fn answer(&mut self, page: &Page, values: &[(&str, &str)]) -> Page {
        let address = form(page);
        if address.ends_with("/files") {
            return self.send_files(&address, &[]).await;
        }
        self.press(page, &address, values).await
    }

    /// Begins a draft.
    pub(crate) async fn begin(&mut self, kind: &str, organization: &str) -> Page {
        let start = self.open("/cabinet/drafts/new").await;
        self.press(&start, DRAFTS, &[("type", kind), ("organization", organization)]).await
    }

    /// Adds an entry to the list of a step, and comes back to the list.
    pub(crate) async fn add(&mut self, list: &Page, values: &[(&str, &str)]) -> Page {
        let address = format!("{}/new", form(list));
        let page = self.open(&address).await;
        self.answer(&page, values).await
    }

    /// Sends the form of a page with a file, as browsers do.
    pub(crate) async fn upload(&mut self, page: &Page, values: &[(&str, &str)], file: (&str, &[u8])) -> Page {
        const BOUNDARY: &str = "----registrar";
        let hidden =
            |name: &str| page.values(&format!("form[data-guard] input[name={name}]"), "value").remove(0);
        let (csrf, version) = (hidden("csrf"), hidden("version"));
        let own = [("csrf", csrf.as_str()), ("version", version.as_str())];
        let mut body = Vec::new();
        for (name, value) in own.iter().chain(values) {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csr\"; filename=\"{}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            file.0
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file.1);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer =
            self.ask(Request::post(form(page)).header(header::CONTENT_TYPE, kind), Body::from(body)).await;
        match answer.header("location").to_owned() {
            next if next.is_empty() => answer,
            next => self.open(&next).await,
        }
    }

    /// Fills a connection from the first step to the check, with the answers of a document.
    pub(crate) async fn fill(&mut self, first: Page, draft: &Draft) -> Page {
        let body: Value = serde_json::from_str(&draft.text()).unwrap();
        let organization = &body["organization"];
        let page = self.answer(&first, &fields(organization, &["kind", "inn", "kpp"])).await;
        let alias = body["cabinet"]["alias"].as_str().unwrap();
        let page = self.answer(&page, &[("cabinet", "on"), ("alias", alias)]).await;
        let page = self.answer(&page, &[]).await;
        let names =
            ["short_name", "full_name", "ogrn", "accreditation", "legal_address", "region", "phone", "email"];
        let page = self.answer(&page, &fields(organization, &names)).await;
        let number = body["reg_number"].as_str().unwrap();
        let program = [("reg_number", number), ("product", "main"), ("term_months", "12"), ("promotion", "")];
        let mut page = self.answer(&page, &program).await;
        for direction in body["directions"].as_array().unwrap() {
            page = self.add(&page, &fields(direction, &["authority", "code", "kpp"])).await;
        }
        page = self.answer(&page, &[]).await;
        for owner in body["owners"].as_array().unwrap() {
            page = self.add(&page, &owner_fields(owner)).await;
        }
        page = self.answer(&page, &[]).await;
        for user in body["multi_user"]["users"].as_array().unwrap() {
            let mut values = fields(user, &["snils", "email"]);
            values.extend(ticks("roles", &user["roles"]));
            values.extend(ticks("authorities", &user["authorities"]));
            page = self.add(&page, &values).await;
        }
        let mode = if body["multi_user"]["enabled"] == true { "on" } else { "" };
        let page = self.answer(&page, &[("enabled", mode)]).await;
        if form(&page).ends_with("/files") { self.answer(&page, &[]).await } else { page }
    }
}

/// The fields of an owner with the request, as they are typed.
pub(crate) fn owner_fields(owner: &Value) -> Vec<(&str, &str)> {
    let names =
        ["kind", "last_name", "first_name", "middle_name", "position", "snils", "inn", "email", "csr"];
    let mut values = fields(owner, &names);
    values.extend(ticks("roles", &owner["roles"]));
    values.push(("certificate", "new"));
    values.push(("csr_file", "request.p10"));
    values
}
