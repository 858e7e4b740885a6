//! Which payments a page shows.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::paths;

use super::typed_day;
use crate::domain::form::read_day;
use crate::domain::ids::PaymentId;
use crate::present::operator::TypedForm;
use crate::present::paging;

/// Whose payments are asked for, and as of which day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaymentsAsked {
    /// The client, by its code; empty means all.
    pub client: String,
    /// What a payer is looked for by.
    pub find: String,
    day: String,
    after: String,
}

impl PaymentsAsked {
    /// The page of a client, by its code.
    #[must_use]
    pub fn of_client(code: &str) -> Self {
        Self { client: code.to_owned(), ..Self::default() }
    }

    /// The page from which a form was sent.
    #[must_use]
    pub fn kept(typed: &TypedForm) -> Self {
        let get = |name: &str| typed.get(name).to_owned();
        Self { client: get("client"), day: get("as_of"), after: get("after"), find: String::new() }
    }

    /// As hidden fields of a form.
    pub(super) fn hidden(&self) -> [(String, String); 3] {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        [field("client", &self.client), field("as_of", &self.day), field("after", &self.after)]
    }

    /// The address of the same client's account on another day.
    pub(super) fn on(&self, day: NaiveDate) -> String {
        Self { day: typed_day(day), ..self.clone() }.address("")
    }

    /// The address of this very page.
    #[must_use]
    pub fn here(&self) -> String {
        self.address(&self.after)
    }

    /// The day; what makes no sense is today.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        read_day(&self.day)
    }

    /// Below which payment the page continues; what makes no sense begins anew.
    #[must_use]
    pub fn below(&self) -> Option<(NaiveDate, PaymentId)> {
        let (day, id) = paging::place(&self.after).split_once('|')?;
        Some((read_day(day)?, PaymentId(id.parse().ok()?)))
    }

    /// The places of the pages up to this one.
    pub(super) fn trail(&self) -> &str {
        &self.after
    }

    /// The page of the same client and day with these places.
    #[must_use]
    pub fn address(&self, after: &str) -> String {
        let day = self.day().map(typed_day).unwrap_or_default();
        let query = [("client", self.client.trim()), ("day", &day), ("after", after)];
        paths::with_query(&paths::client_payments(), &query)
    }
}
