//! The form of an archive, as typed.

use super::DocumentPeriod;
use crate::domain::cleaning::cleaned;
use crate::domain::form::FieldFaults;
use crate::domain::identity::Email;

/// The form, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedArchive {
    /// The code of the organisation, where there are several.
    pub organization: String,
    /// «Начало периода».
    pub first: String,
    /// «Конец периода».
    pub last: String,
    /// «Email».
    pub email: String,
    /// Of an act: the balance at the end of the period by the client's own books.
    pub balance: String,
    /// Of an act: in whose favour it is, by its code.
    pub favour: String,
}

/// The form as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveWish {
    /// Of which days.
    pub period: DocumentPeriod,
    /// Where it goes, in small letters.
    pub email: String,
}

impl TypedArchive {
    /// Reads the days and the address; every fault is told beside its field.
    pub fn read(&self, faults: &mut FieldFaults) -> Option<ArchiveWish> {
        let period = DocumentPeriod::read(&self.first, &self.last, faults);
        let email = read_address(&self.email, faults);
        Some(ArchiveWish { period: period?, email: email? })
    }
}

/// Reads an address, in small letters.
pub fn read_address(typed: &str, faults: &mut FieldFaults) -> Option<String> {
    let read = match cleaned(typed).as_str() {
        "" => Err("Укажите email"),
        typed => Email::parse(&typed.to_lowercase()).map_err(|fault| fault.detail),
    };
    read.map_err(|words| faults.push(("email", words.to_owned()))).ok().map(|email| email.as_str().to_owned())
}
