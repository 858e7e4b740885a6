//! A sum of money in a table.

use maud::{Markup, Render, html};
use rust_decimal::Decimal;

use crate::format::amount;

/// A sum in a table whose heading names the currency; `None` is a dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum(pub Option<Decimal>);

impl Render for Sum {
    fn render(&self) -> Markup {
        html! { @match self.0 { Some(sum) => (amount(sum)), None => span.soft { "—" } } }
    }
}
