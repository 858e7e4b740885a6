//! Digests of lines, which prove that the lines agreed to are the lines that were shown and that are stored. A digest
//! has a version, since older ones covered less.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Charge;
use crate::domain::multi_user::Tier;

/// The version of the digest. The numbers never change: rows and the audit contain them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub enum DigestVersion {
    /// Source, instant of activation, quantity and the last three sums. Entries without a version use it.
    #[default]
    First,
    /// All printed fields and everything that was copied into the line. Left out are «№ п/п», which is its position,
    /// and «Статус», which changes after the agreement.
    Second,
}

impl DigestVersion {
    /// The version for new agreements.
    pub const CURRENT: Self = Self::Second;

    /// Whether it is the first version, which is not serialised, so that old entries keep their form.
    #[must_use]
    pub fn is_first(&self) -> bool {
        *self == Self::First
    }

    /// The number of the version, from 1.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }
}

impl From<DigestVersion> for i32 {
    fn from(version: DigestVersion) -> Self {
        version.number()
    }
}

impl TryFrom<i32> for DigestVersion {
    type Error = String;

    fn try_from(number: i32) -> Result<Self, String> {
        match number {
            1 => Ok(Self::First),
            2 => Ok(Self::Second),
            other => Err(format!("no digest of version {other}")),
        }
    }
}

/// A digest under construction. Lines are added in their stable order.
#[derive(Clone, Debug)]
pub struct LinesDigest {
    version: DigestVersion,
    hash: Sha256,
}

impl LinesDigest {
    /// Begins a digest of this version.
    #[must_use]
    pub fn by(version: DigestVersion) -> Self {
        Self { version, hash: Sha256::new() }
    }

    /// Adds the next line.
    pub fn add(&mut self, line: &Charge) {
        match self.version {
            DigestVersion::First => self.hash.update(first(line).as_bytes()),
            DigestVersion::Second => {
                add_parts(&mut self.hash, &copied(line));
                add_parts(&mut self.hash, &[said(line.comment.as_deref())]);
            }
        }
    }

    /// The digest of all lines added, in lower-case hex.
    #[must_use]
    pub fn finish(self) -> String {
        hex::encode(self.hash.finalize())
    }
}

/// The digest of these lines in the current version.
pub fn digest<'a>(lines: impl IntoIterator<Item = &'a Charge>) -> String {
    let mut digest = LinesDigest::by(DigestVersion::CURRENT);
    lines.into_iter().for_each(|line| digest.add(line));
    digest.finish()
}

/// The digest of an approval's charges: everything that is copied into the lines and never changes. Lines are ordered
/// by source.
pub fn digest_of_approval<'a>(lines: impl IntoIterator<Item = &'a Charge>) -> String {
    let mut lines: Vec<&Charge> = lines.into_iter().collect();
    lines.sort_by(|one, other| one.source.cmp(&other.source));
    let mut hash = Sha256::new();
    for line in lines {
        add_parts(&mut hash, &copied(line));
    }
    hex::encode(hash.finalize())
}

fn first(line: &Charge) -> String {
    let sums = &line.sums;
    format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n\n",
        line.source,
        line.activated_at.timestamp_micros(),
        sums.quantity,
        sums.amount.kopecks(),
        sums.vat.kopecks(),
        sums.total.kopecks()
    )
}

/// The fields that are copied into a line when it is charged and never change.
fn copied(line: &Charge) -> Vec<String> {
    let (who, sums) = (&line.licensee, &line.sums);
    let optional = |number: Option<i64>| said(number.map(|number| number.to_string()).as_deref());
    vec![
        line.source.clone(),
        line.partner.to_string(),
        line.application.to_string(),
        line.activated_at.timestamp_micros().to_string(),
        who.organization.to_string(),
        who.subscriber_code.clone(),
        who.name.clone(),
        who.inn.clone(),
        who.kpp.clone(),
        who.reg_number.clone(),
        line.product.code().to_owned(),
        line.term_months.to_string(),
        said(line.tier.map(Tier::code)),
        line.basis.code().to_owned(),
        said(line.promotion.as_deref()),
        line.starts_on.to_string(),
        line.ends_on.to_string(),
        sums.quantity.to_string(),
        sums.price.kopecks().to_string(),
        sums.promotion_discount.kopecks().to_string(),
        sums.partner_discount.basis_points().to_string(),
        sums.amount.kopecks().to_string(),
        optional(sums.vat_rate.map(|rate| i64::from(rate.basis_points()))),
        sums.vat.kopecks().to_string(),
        sums.total.kopecks().to_string(),
        line.rule_version.clone(),
        line.contract_number.clone(),
        optional(line.corrects.map(|corrected| corrected.0)),
    ]
}

/// An encoding in which an absent value differs from an empty one.
fn said(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("={text}"))
}

/// Each part is preceded by its length, so that none can run into the next.
fn add_parts(hash: &mut Sha256, parts: &[String]) {
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::billing::{Basis, BilledProduct};
    use crate::domain::charge::LineState;
    use crate::domain::charge::{Licensee, Sums};
    use crate::domain::ids::{ApplicationNumber, ChargeId, OrganizationId, PartnerId, StatementId};
    use crate::domain::money::{Money, Rate};
    use crate::domain::month::Month;

    fn line() -> Charge {
        Charge {
            id: ChargeId(7),
            source: "application:104001:main".to_owned(),
            partner: PartnerId(1),
            month: Month::new(2026, 10).unwrap(),
            statement: Some(StatementId(3)),
            licensee: Licensee {
                organization: OrganizationId(5),
                subscriber_code: "000001".to_owned(),
                name: "ООО «Ромашка»".to_owned(),
                inn: "9900815901".to_owned(),
                kpp: "990001001".to_owned(),
                reg_number: "800123456".to_owned(),
            },
            application: ApplicationNumber(104_001),
            activated_at: "2026-10-05T09:00:00Z".parse().unwrap(),
            product: BilledProduct::Main,
            term_months: 12,
            tier: None,
            basis: Basis::Paid,
            promotion: None,
            starts_on: "2026-10-05".parse().unwrap(),
            ends_on: "2027-10-04".parse().unwrap(),
            sums: Sums {
                quantity: 1,
                price: Money::from_kopecks(550_000),
                promotion_discount: Money::ZERO,
                partner_discount: Rate::from_basis_points(4_000).unwrap(),
                amount: Money::from_kopecks(330_000),
                vat_rate: None,
                vat: Money::ZERO,
                total: Money::from_kopecks(330_000),
            },
            rule_version: "price:2025-01-01".to_owned(),
            contract_number: "1-С".to_owned(),
            state: LineState::Open,
            comment: None,
            corrects: None,
        }
    }

    /// A change of a single field of a line.
    type Alter = fn(&mut Charge);

    fn by(version: DigestVersion, line: &Charge) -> String {
        let mut digest = LinesDigest::by(version);
        digest.add(line);
        digest.finish()
    }

    /// The first version's digest is fixed: old agreements are still verified with it.
    #[test]
    fn the_first_rule_gives_what_it_always_gave() {
        let text = "application:104001:main\n1791190800000000\n1\n330000\n0\n330000\n\n";
        assert_eq!(by(DigestVersion::First, &line()), hex::encode(Sha256::digest(text.as_bytes())));
    }

    #[test]
    fn the_second_rule_covers_every_column_that_is_printed_and_the_first_six() {
        let columns: &[(&str, Alter)] = &[
            ("name", |line| line.licensee.name.push('!')),
            ("inn", |line| line.licensee.inn.push('0')),
            ("kpp", |line| line.licensee.kpp.clear()),
            ("code", |line| line.licensee.subscriber_code.push('1')),
            ("reg_number", |line| line.licensee.reg_number.push('1')),
            ("product", |line| line.product = BilledProduct::Hr),
            ("tier", |line| line.tier = Some(Tier::TwoToNine)),
            ("basis", |line| line.basis = Basis::ItsProf),
            ("promotion", |line| line.promotion = Some(String::new())),
            ("starts_on", |line| line.starts_on = line.ends_on),
            ("ends_on", |line| line.ends_on = line.starts_on),
            ("term", |line| line.term_months = 24),
            ("price", |line| line.sums.price = Money::from_kopecks(1)),
            ("promotion_discount", |line| line.sums.promotion_discount = Money::from_kopecks(1)),
            ("discount", |line| line.sums.partner_discount = Rate::ZERO),
            ("vat_rate", |line| line.sums.vat_rate = Some(Rate::ZERO)),
            ("contract", |line| line.contract_number.push('2')),
            ("rules", |line| line.rule_version.push('2')),
            ("application", |line| line.application = ApplicationNumber(1)),
            ("comment", |line| line.comment = Some(String::new())),
        ];
        let (first, second) = (by(DigestVersion::First, &line()), by(DigestVersion::Second, &line()));
        for (what, alter) in columns {
            let mut other = line();
            alter(&mut other);
            assert_eq!(by(DigestVersion::First, &other), first, "{what}");
            assert_ne!(by(DigestVersion::Second, &other), second, "{what}");
        }
        let mut cheaper = line();
        cheaper.sums.total = Money::from_kopecks(230_000);
        assert_ne!(by(DigestVersion::First, &cheaper), first);
        assert_ne!(by(DigestVersion::Second, &cheaper), second);
    }

    #[test]
    fn what_becomes_of_a_line_later_is_no_part_of_its_digests() {
        let mut later = line();
        (later.state, later.id) = (LineState::Agreed, ChargeId(8));
        assert_eq!(digest([&later]), digest([&line()]));
        later.comment = Some("Не наш клиент".to_owned());
        later.statement = None;
        assert_eq!(digest_of_approval([&later]), digest_of_approval([&line()]));
        assert_ne!(digest([&later]), digest([&line()]), "but the words beside a line are agreed to");
    }
}
