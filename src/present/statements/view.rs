//! How a month is read: by which side, which part of it, and what came back with faults.

use templates::components::Link;
use templates::pages::ReturnedForm;
use templates::paths;

use super::LinesAsked;
use crate::domain::month::Month;
use crate::operations::Desk;
use crate::present::settlement_file::Format;

/// Which side of the settlement reads the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side<'a> {
    /// The partner, its own month.
    Partner,
    /// The operator, the month of the partner with this code.
    Operator(&'a str),
}

/// Who reads a month, which part of it, and what came back with faults.
#[derive(Debug)]
pub struct View<'a> {
    /// Who reads.
    pub desk: &'a Desk,
    /// On which side.
    pub side: Side<'a>,
    /// Which lines.
    pub place: &'a LinesAsked,
    /// The form that came back.
    pub returned: Option<ReturnedForm>,
    /// The token against forgery.
    pub csrf: String,
}

impl Side<'_> {
    /// Where the month stands.
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
