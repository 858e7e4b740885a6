//! Business settings, each declared once with its kind, bounds and default.

mod book;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::Duration;

use super::cleaning::cleaned;
use super::head::Rhythm;
use super::holdings::RenewalStart;
use super::identity::{Email, Phone};

pub use book::{PlannedSetting, SettingEvent, SettingEventName, SettingRow, SettingsBook};

codes! {
    /// A business setting.
    pub enum Setting {
        /// The deadline for taking an application, in working hours.
        TakeWithinHours = "take_within_hours",
        /// The deadline for forwarding an application, in working hours.
        ForwardWithinHours = "forward_within_hours",
        /// The opening hour of the working day, in the partner's time zone.
        WorkingDayFrom = "working_day_from",
        /// The closing hour of the working day.
        WorkingDayTo = "working_day_to",
        /// The undo window of a forwarding, in seconds.
        UndoSeconds = "undo_seconds",
        /// After how many days a returned application expires.
        ExpireDays = "expire_days",
        /// The maximum length of a hold, in days.
        HoldMaxDays = "hold_max_days",
        /// The deadline for agreeing to a published month, in working days.
        AgreementDueDays = "agreement_due_days",
        /// Whether a month counts as agreed when the partner has not answered by the deadline.
        SilenceIsAgreement = "silence_is_agreement",
        /// The first day of a renewed licence.
        RenewalStart = "renewal_start",
        /// How many days before a licence's end its renewal still counts as early.
        EarlyRenewalDays = "early_renewal_days",
        /// For how many days after a contract's end its discounts hold.
        ContractGraceDays = "contract_grace_days",
        /// After how many timeouts the authority's circuit breaker opens.
        CaCircuitFailures = "ca_circuit_failures",
        /// The support telephone for partners.
        PartnerSupportPhone = "partner_support_phone",
        /// Where clients call for help.
        ClientSupportPhone = "client_support_phone",
        /// Where they write.
        ClientSupportEmail = "client_support_email",
        /// How many codes may be sent by SMS within 24 hours, over all numbers.
        SmsDailyCeiling = "sms_daily_ceiling",
        /// Whether the head of the journal is mailed daily; otherwise weekly.
        JournalLetterDaily = "journal_letter_daily",
    }
}

/// The type of a setting's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A whole number within bounds, both included.
    Number {
        /// The smallest value.
        least: u32,
        /// The largest value.
        most: u32,
    },
    /// A telephone number, stored as typed.
    Phone,
    /// An e-mail address.
    Email,
    /// One of these codes.
    OneOf(&'static [&'static str]),
}

/// The stored code of yes.
pub const YES: &str = "yes";
/// The stored code of no.
pub const NO: &str = "no";

impl Setting {
    /// The kind and the default of each setting; the only table of settings.
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
            Self::SmsDailyCeiling => (number(1, 100_000), "500"),
            Self::PartnerSupportPhone => (SettingKind::Phone, "8-800-500-94-76"),
            Self::ClientSupportPhone => (SettingKind::Phone, "+7 800 000-00-00"),
            Self::ClientSupportEmail => (SettingKind::Email, "help@registrar.example"),
        }
    }

    /// Parses a typed or stored value; the error says what would be valid.
    pub fn read(self, text: &str) -> Result<String, String> {
        let text = cleaned(text);
        let text = text.as_str();
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
    /// The deadline for taking an application, in working hours.
    pub take_within_hours: u32,
    /// The deadline for forwarding an application, in working hours.
    pub forward_within_hours: u32,
    /// The opening hour of the working day, in the partner's time zone.
    pub working_day_from: u32,
    /// The closing hour of the working day.
    pub working_day_to: u32,
    /// The undo window of a forwarding.
    pub undo: Duration,
    /// After how many days a returned application expires.
    pub expire_days: u32,
    /// The maximum length of a hold, in days.
    pub hold_max_days: u32,
    /// The deadline for agreeing to a published month, in working days.
    pub agreement_due_days: u32,
    /// Whether a month counts as agreed when the partner has not answered by the deadline.
    pub silence_is_agreement: bool,
    /// The first day of a renewed licence.
    pub renewal_start: RenewalStart,
    /// How many days before a licence's end its renewal still counts as early.
    pub early_renewal_days: u32,
    /// For how many days after a contract's end its discounts hold.
    pub contract_grace_days: u32,
    /// After how many timeouts the authority's circuit breaker opens.
    pub ca_circuit_failures: u32,
    /// The support telephone for partners.
    pub partner_support_phone: String,
    /// Where clients call for help.
    pub client_support_phone: String,
    /// Where they write.
    pub client_support_email: String,
    /// How many codes may be sent by SMS within 24 hours.
    pub sms_daily_ceiling: i32,
    /// How often the head of the journal is mailed.
    pub journal_letters: Rhythm,
}

impl Default for BusinessSettings {
    fn default() -> Self {
        Self::read(&BTreeMap::new())
    }
}

impl BusinessSettings {
    /// Reads stored values; missing and invalid ones keep their defaults.
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
            sms_daily_ceiling: i32::try_from(number(Setting::SmsDailyCeiling)).unwrap_or(i32::MAX),
            journal_letters: if text(Setting::JournalLetterDaily) == YES {
                Rhythm::Daily
            } else {
                Rhythm::Weekly
            },
        }
    }
}
