//! An authenticator app in a hand: it reads the key of the page and tells the codes of an instant.

use axum::http::{Request, header};
use chrono::{DateTime, Duration, Utc};
use totp_rs::{Builder, Secret, Totp};

use super::{PASSWORD, Page, Persona, Portal, Visitor};

/// An app.
#[derive(Clone, Debug)]
pub(crate) struct App(Totp);

impl App {
    /// Types the key of the page.
    pub(crate) fn of(page: &Page) -> Self {
        let key = page.texts("code.key").pop().unwrap_or_else(|| panic!("no key on\n{}", page.text()));
        let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code of an instant.
    pub(crate) fn code(&self, at: DateTime<Utc>) -> String {
        self.0.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
    }
}

impl Portal {
    /// Sets up an app in this browser; returns it with the recovery codes. The clock goes on to the next step.
    pub(crate) async fn set_up_app(&self, visitor: &mut Visitor) -> (App, Vec<String>) {
        let page = visitor.open("/profile/codes").await;
        let page = visitor.press(&page, "/profile/codes/start", &[]).await;
        let app = App::of(&page);
        let code = app.code(self.clock.now());
        let shown = visitor.press(&page, "/profile/codes/app", &[("code", &code)]).await;
        self.clock.advance(Duration::seconds(30));
        (app, shown.texts(".recovery-codes code"))
    }

    /// Signs in up to the second step.
    pub(crate) async fn at_the_second_step(&self, persona: &Persona) -> Visitor {
        let mut visitor = self.passer_by();
        let answer = visitor.sign_in(&persona.account.login, PASSWORD).await;
        assert!(answer.header("location").starts_with("/sign-in/code"), "{}", answer.text());
        visitor.open("/sign-in/code").await;
        visitor
    }
}

impl Visitor {
    /// Sends a form without values from a page at this whole address, as browsers do.
    pub(crate) async fn send_from(&mut self, before: &str, address: &str) -> Page {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf);
        let form_kind = "application/x-www-form-urlencoded";
        let request = Request::post(address).header(header::CONTENT_TYPE, form_kind);
        let request = request.header(header::HOST, "localhost").header(header::REFERER, before);
        self.ask(request, form.finish().into()).await
    }
}
