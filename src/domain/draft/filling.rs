//! Filling: the fields of a page go into the answers of its step, whatever is in them.

use super::answers::{DraftAnswers, DraftDirection, DraftOwner, DraftUser};
use super::steps::DraftStep;
use crate::domain::ids::ItsLoginId;
use crate::domain::submission::{Authority, ChangeFlag, SignatureRole};

/// The fields of a page as they were sent: names with values; a name may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedFields(pub Vec<(String, String)>);

/// The field of what is wrong with a file.
const CSR_REFUSED: &str = "csr_refused";

impl TypedFields {
    /// The value of a field; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// Whether a tick was set.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Drops the file that came instead of a certificate request; these words say why.
    pub fn refuse_request(&mut self, words: String) {
        self.0.retain(|(name, _)| !["csr", "csr_file", CSR_REFUSED].contains(&name.as_str()));
        self.0.push((CSR_REFUSED.to_owned(), words));
    }

    /// Whether nobody typed or ticked anything: what is chosen beforehand says nothing.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        const CHOSEN: [&str; 7] = ["csrf", "version", "go", "kind", "authority", "certificate", "csr_file"];
        self.0.iter().all(|(name, value)| CHOSEN.contains(&name.as_str()) || value.trim().is_empty())
    }

    /// The codes that were ticked under a name.
    fn codes<T>(&self, name: &str, read: fn(&str) -> Option<T>) -> Vec<T> {
        let ticked = self.0.iter().filter(|(known, _)| known == name);
        ticked.filter_map(|(_, value)| read(value)).collect()
    }
}

impl DraftAnswers {
    /// Takes the fields of a step. An entry of a list is named by its identity.
    pub fn fill(&mut self, step: DraftStep, typed: &TypedFields) {
        match step {
            DraftStep::Changes => self.changes = typed.codes("changes", ChangeFlag::from_code),
            DraftStep::Organization => {
                let organization = &mut self.organization;
                organization.kind = typed.text("kind");
                organization.inn = typed.text("inn");
                organization.kpp = typed.text("kpp");
                self.contract = typed.text("contract").parse().ok().map(ItsLoginId);
            }
            DraftStep::Cabinet => {
                self.cabinet = typed.is_on("cabinet");
                self.alias = typed.text("alias");
            }
            DraftStep::Requisites => self.fill_requisites(typed),
            DraftStep::Program => {
                self.reg_number = typed.text("reg_number");
                self.product = typed.text("product");
                self.term_months = typed.text("term_months");
                self.promotion = typed.text("promotion");
            }
            DraftStep::Users => self.multi_user = typed.is_on("enabled"),
            DraftStep::Account
            | DraftStep::Directions
            | DraftStep::Owners
            | DraftStep::Attachments
            | DraftStep::Check => {}
        }
    }

    fn fill_requisites(&mut self, typed: &TypedFields) {
        let organization = &mut self.organization;
        for (name, field) in [
            ("ogrn", &mut organization.ogrn),
            ("accreditation", &mut organization.accreditation),
            ("short_name", &mut organization.short_name),
            ("full_name", &mut organization.full_name),
            ("legal_address", &mut organization.legal_address),
            ("region", &mut organization.region),
            ("phone", &mut organization.phone),
            ("email", &mut organization.email),
        ] {
            *field = typed.text(name);
        }
        organization.is_budget = typed.is_on("is_budget");
    }

    /// Takes the fields of an entry of a list: of a new one without an identity. Returns the identity, or `None` when there
    /// is no such entry.
    pub fn fill_entry(&mut self, step: DraftStep, id: Option<u32>, typed: &TypedFields) -> Option<u32> {
        let entry = id.unwrap_or_else(|| self.next_entry());
        let known = self.owners.iter().find(|owner| owner.id == entry);
        let owner = DraftOwner::typed(entry, known, typed);
        let there = match step {
            DraftStep::Directions => {
                put(&mut self.directions, DraftDirection::typed(entry, typed), id.is_none(), |one| one.id)
            }
            DraftStep::Owners => put(&mut self.owners, owner, id.is_none(), |one| one.id),
            DraftStep::Users => {
                put(&mut self.users, DraftUser::typed(entry, typed), id.is_none(), |one| one.id)
            }
            DraftStep::Changes
            | DraftStep::Organization
            | DraftStep::Cabinet
            | DraftStep::Account
            | DraftStep::Requisites
            | DraftStep::Program
            | DraftStep::Attachments
            | DraftStep::Check => false,
        };
        there.then_some(entry)
    }

    /// Takes an entry off its list; it may be gone already.
    pub fn remove_entry(&mut self, step: DraftStep, id: u32) {
        match step {
            DraftStep::Directions => self.directions.retain(|one| one.id != id),
            DraftStep::Owners => self.owners.retain(|one| one.id != id),
            DraftStep::Users => self.users.retain(|one| one.id != id),
            DraftStep::Changes
            | DraftStep::Organization
            | DraftStep::Cabinet
            | DraftStep::Account
            | DraftStep::Requisites
            | DraftStep::Program
            | DraftStep::Attachments
            | DraftStep::Check => {}
        }
    }
}

/// Puts an entry into its list: a new one at the end, a known one into its place. Returns whether it had one.
fn put<T>(list: &mut Vec<T>, entry: T, new: bool, id: fn(&T) -> u32) -> bool {
    if new {
        list.push(entry);
        return true;
    }
    let place = list.iter_mut().find(|known| id(known) == id(&entry));
    place.map(|place| *place = entry).is_some()
}

impl DraftDirection {
    fn typed(id: u32, typed: &TypedFields) -> Self {
        let authority = Authority::from_code(&typed.text("authority"));
        Self { id, authority, code: typed.text("code"), kpp: typed.text("kpp") }
    }
}

impl DraftOwner {
    /// The owner as typed. A request that was uploaded before stays until another one comes.
    fn typed(id: u32, known: Option<&Self>, typed: &TypedFields) -> Self {
        let (csr, csr_file) = match (typed.text("csr"), known) {
            (csr, Some(known)) if csr.is_empty() => (known.csr.clone(), known.csr_file.clone()),
            (csr, _) => (csr, typed.text("csr_file")),
        };
        Self {
            id,
            kind: typed.text("kind"),
            last_name: typed.text("last_name"),
            first_name: typed.text("first_name"),
            middle_name: typed.text("middle_name"),
            position: typed.text("position"),
            snils: typed.text("snils"),
            inn: typed.text("inn"),
            email: typed.text("email"),
            roles: typed.codes("roles", SignatureRole::from_code),
            wants_certificate: typed.text("certificate") != "own",
            csr,
            csr_file,
            csr_refused: typed.text(CSR_REFUSED),
        }
    }
}

impl DraftUser {
    fn typed(id: u32, typed: &TypedFields) -> Self {
        Self {
            id,
            snils: typed.text("snils"),
            email: typed.text("email"),
            roles: typed.codes("roles", SignatureRole::from_code),
            authorities: typed.codes("authorities", Authority::from_code),
        }
    }
}
