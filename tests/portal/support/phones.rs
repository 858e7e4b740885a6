//! Whoever registers or recovers by phone: fills the form, reads the SMS, types its code.

use registrar::domain::role::Scope;
use registrar::store::letters;

use super::people::PHRASE;
use super::{Page, Portal, Visitor, answer};

/// The address of the form.
pub(crate) const BY_PHONE: &str = "/portal/registration/phone";
/// Where the code of a registration is typed.
pub(crate) const CODE: &str = "/portal/confirmation/code";

impl Visitor {
    /// Fills the form and sends it, with these values beside the usual ones or instead of them.
    pub(crate) async fn register_by_phone(
        &mut self,
        login: &str,
        phone: &str,
        values: &[(&str, &str)],
    ) -> Page {
        let form = self.open(BY_PHONE).await;
        let sum = answer(&form);
        let usual = [
            ("login", login),
            ("password", PHRASE),
            ("mobile", phone),
            ("agreement", "on"),
            ("personal_data", "on"),
            ("sum", sum.as_str()),
        ];
        let usual = usual.into_iter().filter(|(name, _)| values.iter().all(|(other, _)| other != name));
        let all: Vec<_> = usual.chain(values.iter().copied()).collect();
        self.press(&form, BY_PHONE, &all).await
    }

    /// Types a code into the form on a page.
    pub(crate) async fn type_code(&mut self, page: &Page, code: &str) -> Page {
        let action = if page.offers(CODE) { CODE } else { "/portal/recovery/code" };
        self.press(page, action, &[("code", code)]).await
    }
}

impl Portal {
    /// What was sent to a number, the newest first.
    pub(crate) async fn texts_to(&self, phone: &str) -> Vec<String> {
        let sent = letters::latest(self.db(), &Scope::Everything, 1000).await.unwrap();
        sent.into_iter().filter(|sent| sent.recipient == phone).map(|sent| sent.text).collect()
    }

    /// The digits of the last code that was sent to a number by now.
    pub(crate) async fn last_code_to(&self, phone: &str) -> String {
        let texts = self.texts_to(phone).await;
        let code = texts.iter().find_map(|text| text.split_once(": код"));
        code.unwrap_or_else(|| panic!("no code in {texts:?}")).0.to_owned()
    }

    /// The digits of the last code that goes to a number.
    pub(crate) async fn code_to(&self, phone: &str) -> String {
        self.run_errands().await;
        self.last_code_to(phone).await
    }

    /// Somebody who has registered by phone and typed the code.
    pub(crate) async fn registered_by_phone(&self, visitor: &mut Visitor, login: &str, phone: &str) {
        let page = visitor.register_by_phone(login, phone, &[]).await;
        let code = self.code_to(phone).await;
        let entered = visitor.type_code(&page, &code).await;
        assert!(entered.says("Мои продукты"), "{}", entered.text());
    }
}
