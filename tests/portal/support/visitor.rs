//! A user with a browser: signs in, opens pages, presses buttons. It calls the real router without a network.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use registrar::web::door;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt as _;

use super::people::PASSWORD;
use super::{Persona, Portal, Program};

/// The largest answer that a test reads.
const LARGEST: usize = 64 << 20;

/// A user with a browser.
pub(crate) struct Visitor {
    door: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) csrf: String,
    authorization: Option<String>,
    kept: Option<String>,
    pub(crate) address: Option<String>,
}

/// An answer of the router.
pub(crate) struct Page {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body as it came.
    pub(crate) bytes: Vec<u8>,
}

impl Portal {
    /// The real router, with or without the routes of the demo.
    pub(crate) fn door(&self, demo: bool) -> Router {
        door(self.office(demo))
    }

    /// A browser in which the user has signed in.
    pub(crate) async fn visit(&self, persona: &Persona) -> Visitor {
        self.visit_by(self.door(false), persona).await
    }

    /// The same with this router.
    pub(crate) async fn visit_by(&self, door: Router, persona: &Persona) -> Visitor {
        Visitor::stranger(door).signed_in(persona, PASSWORD).await
    }

    /// The same with a password that the user has chosen.
    pub(crate) async fn visit_with(&self, persona: &Persona, password: &str) -> Visitor {
        self.passer_by().signed_in(persona, password).await
    }
}

impl Visitor {
    async fn signed_in(self, persona: &Persona, password: &str) -> Self {
        let mut visitor = self;
        visitor.open("/sign-in").await;
        let login = persona.account.login.clone();
        let signed_in = visitor.send("/sign-in", &[("login", &login), ("password", password)]).await;
        assert_eq!(signed_in.status, StatusCode::SEE_OTHER, "{login} cannot sign in");
        visitor.open("/sign-in").await;
        visitor.csrf.clear();
        visitor
    }
}

impl Portal {
    /// A browser without a session.
    pub(crate) fn passer_by(&self) -> Visitor {
        Visitor::stranger(self.door(false))
    }
}

impl Visitor {
    /// A browser of this router without a session.
    pub(crate) fn stranger(door: Router) -> Self {
        Self {
            door,
            cookies: BTreeMap::new(),
            csrf: String::new(),
            authorization: None,
            kept: None,
            address: None,
        }
    }

    /// A program, which sends its login and password with each request.
    pub(crate) fn program(door: Router, program: &Program) -> Self {
        let pair = STANDARD.encode(format!("{}:{PASSWORD}", program.login.login));
        Self { authorization: Some(format!("Basic {pair}")), ..Self::stranger(door) }
    }

    /// The same browser at another address.
    pub(crate) fn at(self, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..self }
    }

    /// Tries to sign in, and does not follow the answer.
    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) -> Page {
        self.open("/sign-in").await;
        self.send("/sign-in", &[("login", login), ("password", password)]).await
    }

    /// The status of the answer to any request. Redirects are not followed.
    pub(crate) async fn status(&mut self, method: &str, address: &str, form: &[(&str, &str)]) -> StatusCode {
        let request = Request::builder().method(method).uri(address);
        if method == "GET" {
            return self.ask(request, Body::empty()).await.status;
        }
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &self.csrf).extend_pairs(form);
        let form_kind = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, form_kind);
        self.ask(request, body.finish().into()).await.status
    }

    /// Takes the CSRF token of the forms that need no session.
    pub(crate) async fn come_to_the_door(&mut self) {
        let session = self.csrf.clone();
        let page = self.ask(Request::get("/sign-in"), Body::empty()).await;
        self.csrf =
            page.values("form[action='/sign-in'] input[name=csrf]", "value").pop().unwrap_or_default();
        self.kept = Some(session);
    }

    /// Takes the CSRF token of the session again.
    pub(crate) fn come_back_from_the_door(&mut self) {
        if let Some(session) = self.kept.take() {
            self.csrf = session;
        }
    }

    /// The status of the answer to a program that sends JSON.
    pub(crate) async fn call(&mut self, method: &str, address: &str, body: String) -> StatusCode {
        let request = Request::builder().method(method).uri(address);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let request = request.header("idempotency-key", "matrix").header(header::IF_MATCH, "\"1\"");
        self.ask(request, body.into()).await.status
    }

    /// The answer to a page that polls.
    pub(crate) async fn poll(&mut self, address: &str) -> Page {
        self.ask(Request::get(address).header("hx-request", "true").header("x-poll", "1"), Body::empty())
            .await
    }

    /// Opens an address and follows redirects.
    pub(crate) async fn open(&mut self, address: &str) -> Page {
        let mut page = self.ask(Request::get(address), Body::empty()).await;
        while let Some(next) = page.leads_to() {
            page = self.ask(Request::get(path(&next)), Body::empty()).await;
        }
        if let Some(csrf) = page.csrf() {
            self.csrf = csrf;
        }
        page
    }

    /// Sends values with the CSRF token of the last page, and does not follow the answer, but sends them again where the
    /// answer says so.
    pub(crate) async fn send(&mut self, address: &str, values: &[(&str, &str)]) -> Page {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf).extend_pairs(values);
        let (form_kind, sent) = ("application/x-www-form-urlencoded", form.finish());
        let post = |address: &str| Request::post(address).header(header::CONTENT_TYPE, form_kind);
        let answer = self.ask(post(address), sent.clone().into()).await;
        match answer.leads_to().filter(|_| answer.status == StatusCode::TEMPORARY_REDIRECT) {
            Some(next) => self.ask(post(path(&next)), sent.into()).await,
            None => answer,
        }
    }

    /// The same with a script, which asks only for a part of the page.
    pub(crate) async fn send_by_script(&mut self, address: &str, values: &[(&str, &str)]) -> Page {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf).extend_pairs(values);
        let form_kind = "application/x-www-form-urlencoded";
        let request =
            Request::post(address).header(header::CONTENT_TYPE, form_kind).header("hx-request", "true");
        self.ask(request, form.finish().into()).await
    }

    /// Fills the form with this address on a page, presses its button, and follows redirects.
    pub(crate) async fn press(&mut self, page: &Page, address: &str, values: &[(&str, &str)]) -> Page {
        let hidden = page.hidden(address).unwrap_or_else(|| panic!("no form {address} on\n{}", page.text()));
        let given = |name: &str| name != "csrf" && values.iter().all(|(typed, _)| *typed != name);
        let hidden = hidden.iter().filter(|(name, _)| given(name));
        let hidden = hidden.map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = hidden.chain(values.iter().copied()).collect();
        let answer = self.send(address, &all).await;
        match answer.leads_to() {
            Some(next) => self.open(path(&next)).await,
            None => answer,
        }
    }

    pub(super) async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let from = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000)));
        let request = request.header(header::COOKIE, cookies.join("; ")).extension(from);
        let request = match &self.authorization {
            Some(authorization) => request.header(header::AUTHORIZATION, authorization),
            None => request,
        };
        let request = match &self.address {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        };
        let request = request.body(body).unwrap();
        let answer = self.door.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(body, LARGEST).await.unwrap().to_vec();
        Page { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Page {
    /// The text of the page, with ordinary spaces.
    pub(crate) fn text(&self) -> String {
        let text = self.html().root_element().text().collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether the text contains these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Whether the page has a form with this address.
    pub(crate) fn offers(&self, address: &str) -> bool {
        self.hidden(address).is_some()
    }

    /// The texts of the elements that the selector matches.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let html = self.html();
        let words = |element: ElementRef<'_>| {
            element.text().collect::<Vec<_>>().join(" ").replace('\u{a0}', " ").trim().to_owned()
        };
        html.select(&selector).map(words).collect()
    }

    /// The values of an attribute of the elements that the selector matches.
    pub(crate) fn values(&self, selector: &str, attribute: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let html = self.html();
        html.select(&selector).filter_map(|element| element.attr(attribute).map(ToOwned::to_owned)).collect()
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn html(&self) -> Html {
        // Where an e-mail address may break is no end of a word.
        Html::parse_document(&String::from_utf8_lossy(&self.bytes).replace("<wbr>", ""))
    }

    fn leads_to(&self) -> Option<String> {
        let to = self.headers.get(header::LOCATION).filter(|_| self.status.is_redirection())?;
        Some(to.to_str().unwrap().to_owned())
    }

    fn csrf(&self) -> Option<String> {
        self.values("input[name=csrf]", "value").into_iter().next()
    }

    /// The hidden fields of the form with this address.
    fn hidden(&self, address: &str) -> Option<Vec<(String, String)>> {
        let (forms, inputs) =
            (Selector::parse("form").unwrap(), Selector::parse("input[type=hidden]").unwrap());
        let html = self.html();
        let form = html.select(&forms).find(|form| form.attr("action") == Some(address))?;
        let value = |input: ElementRef<'_>, name: &str| input.attr(name).unwrap_or_default().to_owned();
        Some(form.select(&inputs).map(|input| (value(input, "name"), value(input, "value"))).collect())
    }
}

/// An address without its fragment, which browsers do not send.
fn path(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}
