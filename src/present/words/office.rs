//! The words of the operator's desk: settings, prices, contracts.

use templates::format::{counted, money, percent};

use super::recognition::is_called;
use super::{product, short_tier, tier};
use crate::domain::billing::BilledProduct;
use crate::domain::holdings::RenewalStart;
use crate::domain::money::Money;
use crate::domain::multi_user::Tier;
use crate::domain::price::{GroundTable, RowFault, Vat};
use crate::domain::settings::{NO, Setting, YES};
use crate::domain::submission::OrganizationKind;

/// A setting: its name and its explanation.
#[must_use]
pub const fn setting(setting: Setting) -> (&'static str, &'static str) {
    match setting {
        Setting::TakeWithinHours => {
            ("Срок взятия в работу", "За сколько рабочих часов партнер берет новое заявление.")
        }
        Setting::ForwardWithinHours => {
            ("Срок отправки оператору", "За сколько рабочих часов партнер проверяет и отправляет заявление.")
        }
        Setting::WorkingDayFrom => ("Начало рабочего дня", "По часам партнера; от него считаются сроки."),
        Setting::WorkingDayTo => ("Конец рабочего дня", "По часам партнера; до него считаются сроки."),
        Setting::UndoSeconds => ("Отмена отправки", "Сколько секунд отправку оператору можно отменить."),
        Setting::ExpireDays => {
            ("Срок доработки", "Через сколько дней снимается заявление, которое клиент не исправил.")
        }
        Setting::HoldMaxDays => ("Предельный срок отсрочки", "На сколько дней можно отложить заявление."),
        Setting::AgreementDueDays => (
            "Срок согласования",
            "Рабочие дни после публикации отчета. Действует для отчетов, опубликованных с этого дня.",
        ),
        Setting::SilenceIsAgreement => (
            "Молчание считается согласием",
            "Отчет без ответа в срок согласуется сам. Для отчетов, опубликованных с этого дня.",
        ),
        Setting::RenewalStart => (
            "Начало продления",
            "С какого дня действует продленная лицензия. Для заявлений, одобренных с этого дня.",
        ),
        Setting::EarlyRenewalDays => (
            "Раннее продление",
            "Если до окончания лицензии больше дней, сотрудник видит замечание о раннем продлении.",
        ),
        Setting::ContractGraceDays => (
            "Скидка после договора",
            "Сколько дней после окончания договора действует его последняя скидка. Потом заявления не отправляются.",
        ),
        Setting::CaCircuitFailures => {
            ("Сбоев УЦ подряд до остановки", "После скольких неудач подряд центр считается недоступным.")
        }
        Setting::SmsDailyCeiling => {
            ("SMS за сутки", "Сколько кодов уходит за сутки на все номера. О пределе придет письмо.")
        }
        Setting::JournalLetterDaily => (
            "Отпечаток журнала каждый день",
            "Письмо менеджерам партнеров и администраторам оператора. «Нет»: раз в неделю.",
        ),
        Setting::ClientSupportPhone => ("Телефон для клиентов", "Стоит на странице «Кому звонить»."),
        Setting::ClientSupportEmail => ("E-mail для клиентов", "Сюда пишут, когда доступ не восстановился."),
        Setting::PartnerSupportPhone => ("Телефон для партнеров", "Линия технической поддержки партнеров."),
    }
}

/// A setting's value in words: «4 рабочих часа», «да».
#[must_use]
pub fn setting_value(setting: Setting, value: &str) -> String {
    let number = |forms| value.parse().map_or_else(|_| value.to_owned(), |number| counted(number, forms));
    match setting {
        Setting::TakeWithinHours | Setting::ForwardWithinHours => {
            number(["рабочий час", "рабочих часа", "рабочих часов"])
        }
        Setting::WorkingDayFrom | Setting::WorkingDayTo => format!("{value}:00"),
        Setting::UndoSeconds => number(["секунда", "секунды", "секунд"]),
        Setting::ExpireDays
        | Setting::HoldMaxDays
        | Setting::EarlyRenewalDays
        | Setting::ContractGraceDays => number(["день", "дня", "дней"]),
        Setting::AgreementDueDays => number(["рабочий день", "рабочих дня", "рабочих дней"]),
        Setting::SmsDailyCeiling => number(["сообщение", "сообщения", "сообщений"]),
        Setting::CaCircuitFailures => number(["неудача", "неудачи", "неудач"]),
        Setting::SilenceIsAgreement | Setting::JournalLetterDaily => match value {
            YES => "да".to_owned(),
            NO => "нет".to_owned(),
            other => other.to_owned(),
        },
        Setting::RenewalStart => match RenewalStart::from_code(value) {
            Some(RenewalStart::AfterEnd) => "на следующий день после окончания".to_owned(),
            Some(RenewalStart::Activation) => "со дня активации".to_owned(),
            None => value.to_owned(),
        },
        Setting::PartnerSupportPhone | Setting::ClientSupportPhone | Setting::ClientSupportEmail => {
            value.to_owned()
        }
    }
}

/// A legal form, short.
#[must_use]
pub const fn legal_form(form: Option<OrganizationKind>) -> &'static str {
    match form {
        Some(OrganizationKind::LegalEntity) => "ЮЛ",
        Some(OrganizationKind::SoleProprietor | OrganizationKind::PrivatePractice) => "ИП",
        None => "любая",
    }
}

/// The legal form with this label or code; `None` when there is none.
#[must_use]
pub fn read_legal_form(text: &str) -> Option<Option<OrganizationKind>> {
    let priced = OrganizationKind::ALL.iter().copied().filter(|form| form.priced_as() == *form);
    let mut forms = priced.map(Some).chain([None]);
    forms.find(|form| {
        let code = form.map_or("any", OrganizationKind::code);
        is_called(text, &[code, legal_form(*form)])
    })
}

/// The tier with this label or code.
#[must_use]
pub fn read_tier(text: &str) -> Option<Tier> {
    let called = |one: &Tier| is_called(text, &[one.code(), tier(*one), short_tier(*one)]);
    Tier::ALL.iter().copied().find(called)
}

/// The charged product with this label or code.
#[must_use]
pub fn read_product(text: &str) -> Option<BilledProduct> {
    let called = |one: &BilledProduct| is_called(text, &[one.code(), product(*one)]);
    BilledProduct::ALL.iter().copied().find(called)
}

/// The message of a fault in the price list.
#[must_use]
pub const fn row_fault(fault: RowFault) -> &'static str {
    match fault {
        RowFault::TierMissing => "у расширения должен быть вид: «от 2 до 9» или «10 и более»",
        RowFault::TierNeedless => "вид бывает только у многопользовательского режима",
        RowFault::ZoneUnknown => "нет такой ценовой зоны",
        RowFault::BandUnknown => "нет группы компаний с таким началом",
        RowFault::BandNeedless => "цены для групп есть только у 1С-Отчетности",
        RowFault::Term => "срок от 1 до 60 месяцев",
        RowFault::Amount => "цена слишком велика",
    }
}

/// A tariff table.
#[must_use]
pub const fn ground(table: GroundTable) -> &'static str {
    match table {
        GroundTable::Zones => "Ценовые зоны",
        GroundTable::Bands => "Группы компаний",
        GroundTable::Vat => "Ставки НДС",
    }
}

/// The VAT of a product.
#[must_use]
pub fn vat(vat: Vat) -> String {
    match vat {
        Vat::Exempt => "Без НДС".to_owned(),
        Vat::Rate(rate) => percent(rate.percent()),
    }
}

/// The change of a price: «+10 %».
#[must_use]
pub fn change(was: Option<Money>, now: Money) -> String {
    let Some(was) = was else { return "новая".to_owned() };
    let difference = now - was;
    let sign = if difference >= Money::ZERO { "+" } else { "" };
    format!("{sign}{}", money(difference.roubles()))
}
