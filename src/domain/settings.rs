//! Business settings: what the office decides, each declared once with its kind, its bounds and its default.

mod book;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::Duration;

use super::head::Rhythm;
use super::holdings::RenewalStart;
use super::identity::{Email, Phone};

pub use book::{PlannedSetting, SettingEvent, SettingEventName, SettingRow, SettingsBook};

codes! {
    /// A business setting.
    pub enum Setting {
        /// Within how many working hours an application should be taken.
        TakeWithinHours = "take_within_hours",
        /// Within how many working hours it should be forwarded.
        ForwardWithinHours = "forward_within_hours",
        /// The hour at which the working day begins, in the partner's zone.
        WorkingDayFrom = "working_day_from",
        /// The hour at which it ends.
        WorkingDayTo = "working_day_to",
        /// How many seconds a forwarding can be undone.
        UndoSeconds = "undo_seconds",
        /// After how many days a client who mends nothing loses the application.
        ExpireDays = "expire_days",
        /// For how many days at most an application can be put on hold.
        HoldMaxDays = "hold_max_days",
        /// Within how many working days after its publication a month should be agreed.
        AgreementDueDays = "agreement_due_days",
        /// Whether a month that nobody has answered by then counts as agreed.
        SilenceIsAgreement = "silence_is_agreement",
        /// On which day a renewed licence begins.
        RenewalStart = "renewal_start",
        /// How many days before the end of a licence its renewal counts as early.
        EarlyRenewalDays = "early_renewal_days",
        /// For how many days after its end the discounts of a partner's contract hold.
        ContractGraceDays = "contract_grace_days",
        /// After how many vain tries the authority counts as out of reach.
        CaCircuitFailures = "ca_circuit_failures",
        /// Where partners call for help.
        PartnerSupportPhone = "partner_support_phone",
        /// Where clients call for help.
        ClientSupportPhone = "client_support_phone",
        /// Where they write.
        ClientSupportEmail = "client_support_email",
        /// Whether the head of the journal is sent each day; each week otherwise.
        JournalLetterDaily = "journal_letter_daily",
    }
}

/// What a setting may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A whole number between two, both included.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// A telephone number, kept as people write it.
    Phone,
    /// An e-mail address.
    Email,
    /// One of a few values, by their codes.
    OneOf(&'static [&'static str]),
}

/// What is kept for yes.
pub const YES: &str = "yes";
/// What is kept for no.
pub const NO: &str = "no";

impl Setting {
    /// What it may say, and what holds until the office decides: the one table of all settings.
    #[must_use]
    pub const fn declared(self) -> (SettingKind, &'static str) {
        const fn number(least: u32, most: u32) -> SettingKind {
            SettingKind::Number { least, most }
        }
        match self {
            Self::TakeWithinHours => (number(1, 999), "4"),
            Self::ForwardWithinHours => (number(1, 999), "8"),
            Self::WorkingDayFrom => (number(0, 23), "9"),
            Self::WorkingDayTo => (number(1, 24), "18"),
            Self::UndoSeconds => (number(0, 30), "10"),
            Self::ExpireDays => (number(1, 365), "30"),
            Self::HoldMaxDays => (number(1, 365), "60"),
            Self::AgreementDueDays => (number(1, 60), "3"),
            Self::SilenceIsAgreement | Self::JournalLetterDaily => (SettingKind::OneOf(&[YES, NO]), NO),
            Self::RenewalStart => {
                const CODES: &[&str] = &[RenewalStart::AfterEnd.code(), RenewalStart::Activation.code()];
                (SettingKind::OneOf(CODES), RenewalStart::AfterEnd.code())
            }
            Self::EarlyRenewalDays => (number(0, 999), "60"),
            Self::ContractGraceDays => (number(0, 365), "30"),
            Self::CaCircuitFailures => (number(1, 100), "5"),
            Self::PartnerSupportPhone => (SettingKind::Phone, "8-800-500-94-76"),
            Self::ClientSupportPhone => (SettingKind::Phone, "+7 800 000-00-00"),
            Self::ClientSupportEmail => (SettingKind::Email, "help@registrar.example"),
        }
    }

    /// Reads what was typed or kept; or says what would be right.
    pub fn read(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        match self.declared().0 {
            SettingKind::Number { least, most } => {
                let plain = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse::<u32>().ok().filter(|_| plain);
                let within = number.filter(|number| (least..=most).contains(number));
                within.map(|number| number.to_string()).ok_or(format!("Целое число от {least} до {most}"))
            }
            SettingKind::Phone => match Phone::parse(text) {
                Ok(_) => Ok(text.to_owned()),
                Err(fault) => Err(fault.detail.to_owned()),
            },
            SettingKind::Email => {
                Email::parse(text).map(String::from).map_err(|fault| fault.detail.to_owned())
            }
            SettingKind::OneOf(codes) if codes.contains(&text) => Ok(text.to_owned()),
            SettingKind::OneOf(_) => Err("Выберите одно из значений".to_owned()),
        }
    }
}

/// The settings that hold on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessSettings {
    /// Within how many working hours an application should be taken.
    pub take_within_hours: u32,
    /// Within how many working hours it should be forwarded.
    pub forward_within_hours: u32,
    /// The hour at which the working day begins, in the partner's zone.
    pub working_day_from: u32,
    /// The hour at which it ends.
    pub working_day_to: u32,
    /// How long a forwarding can be undone.
    pub undo: Duration,
    /// After how many days a client who mends nothing loses the application.
    pub expire_days: u32,
    /// For how many days at most an application can be put on hold.
    pub hold_max_days: u32,
    /// Within how many working days after its publication a month should be agreed.
    pub agreement_due_days: u32,
    /// Whether a month that nobody has answered by then counts as agreed.
    pub silence_is_agreement: bool,
    /// On which day a renewed licence begins.
    pub renewal_start: RenewalStart,
    /// How many days before the end of a licence its renewal counts as early.
    pub early_renewal_days: u32,
    /// For how many days after its end the discounts of a partner's contract hold.
    pub contract_grace_days: u32,
    /// After how many vain tries the authority counts as out of reach.
    pub ca_circuit_failures: u32,
    /// Where partners call for help.
    pub partner_support_phone: String,
    /// Where clients call for help.
    pub client_support_phone: String,
    /// Where they write.
    pub client_support_email: String,
    /// How often the head of the journal is sent.
    pub journal_letters: Rhythm,
}

impl Default for BusinessSettings {
    fn default() -> Self {
        Self::read(&BTreeMap::new())
    }
}

impl BusinessSettings {
    /// Reads stored values; what is missing or makes no sense keeps its default.
    #[must_use]
    pub fn read(values: &BTreeMap<String, String>) -> Self {
        let text = |setting: Setting| {
            let kept = values.get(setting.code()).and_then(|value| setting.read(value).ok());
            kept.unwrap_or_else(|| setting.declared().1.to_owned())
        };
        let number = |setting: Setting| text(setting).parse::<u32>().unwrap_or_default();
        let default = |setting: Setting| setting.declared().1.parse::<u32>().unwrap_or_default();
        let (from, to) = (number(Setting::WorkingDayFrom), number(Setting::WorkingDayTo));
        let (from, to) = if from < to {
            (from, to)
        } else {
            (default(Setting::WorkingDayFrom), default(Setting::WorkingDayTo))
        };
        Self {
            take_within_hours: number(Setting::TakeWithinHours),
            forward_within_hours: number(Setting::ForwardWithinHours),
            working_day_from: from,
            working_day_to: to,
            undo: Duration::seconds(i64::from(number(Setting::UndoSeconds))),
            expire_days: number(Setting::ExpireDays),
            hold_max_days: number(Setting::HoldMaxDays),
            agreement_due_days: number(Setting::AgreementDueDays),
            silence_is_agreement: text(Setting::SilenceIsAgreement) == YES,
            renewal_start: RenewalStart::from_code(&text(Setting::RenewalStart))
                .unwrap_or(RenewalStart::AfterEnd),
            early_renewal_days: number(Setting::EarlyRenewalDays),
            contract_grace_days: number(Setting::ContractGraceDays),
            ca_circuit_failures: number(Setting::CaCircuitFailures),
            partner_support_phone: text(Setting::PartnerSupportPhone),
            client_support_phone: text(Setting::ClientSupportPhone),
            client_support_email: text(Setting::ClientSupportEmail),
            journal_letters: if text(Setting::JournalLetterDaily) == YES {
                Rhythm::Daily
            } else {
                Rhythm::Weekly
            },
        }
    }
}
