//! The two parties of a document and who signs for them.

use serde::{Deserialize, Serialize};

/// A party of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its full name.
    pub name: String,
    /// Its short name: where the full one does not fit.
    pub short_name: String,
    /// Its ИНН: 10 digits, of a person 12.
    pub inn: String,
    /// Its КПП; a person has none.
    pub kpp: Option<String>,
    /// Its address in one line.
    pub address: String,
    /// Where it takes money. Without it an invoice has no QR code.
    pub account: Option<BankAccount>,
}

/// An account in a bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The number of the account, 20 digits.
    pub number: String,
    /// The БИК of the bank, 9 digits.
    pub bik: String,
    /// The name of the bank.
    pub bank: String,
    /// The bank's correspondent account, 20 digits.
    pub correspondent: String,
}

/// A person who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The position: «Директор».
    pub position: String,
    /// The name with initials; empty where it is left to be written by hand.
    pub name: String,
}

/// Who signs for either party; for a party without people one empty line is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// For the seller.
    pub seller: Vec<Signatory>,
    /// For the buyer.
    pub buyer: Vec<Signatory>,
}
