//! The controlling bodies to which an organisation reports, each with the code of its office.

use serde::{Deserialize, Serialize};

use super::fault::Need;
use super::limits;
use super::members::Members;
use super::organization::OrganizationKind;
use crate::domain::identity::Kpp;

codes! {
    /// A controlling body that receives reports.
    pub enum Authority {
        /// «ФНС»: the tax service.
        Fns = "fns",
        /// «СФР»: the social fund.
        Sfr = "sfr",
        /// «Росстат»: statistics.
        Rosstat = "rosstat",
        /// «Росалкогольрегулирование (ФСРАР)»: the alcohol regulator.
        Fsrar = "fsrar",
        /// «Росприроднадзор (РПН)»: the nature regulator.
        Rpn = "rpn",
        /// «ФТС»: customs.
        Fts = "fts",
        /// «Банк России»: the central bank.
        Cbr = "cbr",
    }
}

/// A controlling body to which the organisation reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// The controlling body.
    pub authority: Authority,
    /// The code of its office; some bodies have none.
    pub code: Option<String>,
    /// The КПП under which the organisation is registered there.
    pub kpp: Option<Kpp>,
}

/// Parses the directions; a change application may leave them out.
pub(super) fn directions(
    root: &mut Members<'_>,
    need: Need,
    kind: Option<OrganizationKind>,
) -> Vec<Direction> {
    let fewest = usize::from(need == Need::Required);
    root.each("directions", fewest..=limits::DIRECTIONS, |direction| {
        let authority = direction.code("authority", Need::Required, Authority::ALL, Authority::code);
        let code = match authority {
            Some(authority) => office(direction, authority),
            None => direction.text("code", Need::Optional, limits::OFFICE_CODE),
        };
        let kpp = direction.identifier("kpp", Need::Optional, Kpp::parse);
        if let Some(kind) = kind.filter(|kind| kpp.is_some() && kind.is_a_person()) {
            direction.fault("kpp", "kpp_forbidden", kind.without_kpp());
        }
        Some(Direction { authority: authority?, code, kpp })
    })
}

/// Parses the code of an office by the rule of its body.
fn office(direction: &mut Members<'_>, authority: Authority) -> Option<String> {
    let (pattern, sentence) = match authority {
        Authority::Fns => ("0000", "Код инспекции ФНС состоит из 4 цифр"),
        Authority::Sfr => ("000-000", "Код органа СФР записывается как 000-000"),
        Authority::Rosstat => ("00-00", "Код органа Росстата записывается как 00-00"),
        Authority::Fsrar | Authority::Rpn | Authority::Fts | Authority::Cbr => {
            return direction.text("code", Need::Optional, limits::OFFICE_CODE);
        }
    };
    let code = direction.text("code", Need::Required, limits::OFFICE_CODE)?;
    if !follows(&code, pattern) {
        direction.fault("code", "direction_code", sentence);
        return None;
    }
    Some(code)
}

/// Whether a text follows a pattern, in which 0 stands for any digit.
fn follows(text: &str, pattern: &str) -> bool {
    let fits = |(byte, mark): (u8, u8)| if mark == b'0' { byte.is_ascii_digit() } else { byte == mark };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}
