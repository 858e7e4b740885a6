//! The view of a month: side, place and refused form.

use templates::components::Link;
use templates::pages::ReturnedForm;
use templates::paths;

use super::LinesAsked;
use crate::domain::month::Month;
use crate::operations::Desk;
use crate::present::settlement_file::Format;

/// The side of the settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side<'a> {
    /// The partner, its own month.
    Partner,
    /// The operator, the month of the partner with this code.
    Operator(&'a str),
}

/// The view of a month: viewer, side, place and refused form.
#[derive(Debug)]
pub struct View<'a> {
    /// The viewer's desk.
    pub desk: &'a Desk,
    /// The side.
    pub side: Side<'a>,
    /// Which lines.
    pub place: &'a LinesAsked,
    /// The form that came back.
    pub returned: Option<ReturnedForm>,
    /// The CSRF token.
    pub csrf: String,
}

impl Side<'_> {
    /// The month's URL.
    #[must_use]
    pub fn address(self, month: Month) -> String {
        match self {
            Self::Partner => paths::statement(&month.to_string()),
            Self::Operator(code) => paths::operator_statement(&month.to_string(), code),
        }
    }

    pub(super) fn trail(self, month: Month) -> Vec<Link> {
        match self {
            Self::Partner => vec![Link { label: "Сверка".to_owned(), href: paths::statements() }],
            Self::Operator(_) => {
                let month_text = month.to_string();
                let href = paths::with_query(&paths::operator_statements(), &[("month", &month_text)]);
                vec![Link { label: "Сверка".to_owned(), href }]
            }
        }
    }

    pub(super) fn exports(self, month: Month) -> Vec<Link> {
        let link = |format: &Format| {
            let (month, code) = (month.to_string(), format.code());
            let href = match self {
                Self::Partner => paths::export(&month, code),
                Self::Operator(partner) => {
                    paths::with_query(&paths::operator_export(&month, code), &[("partner", partner)])
                }
            };
            Link { label: format.label().to_owned(), href }
        };
        Format::ALL.iter().map(link).collect()
    }
}
