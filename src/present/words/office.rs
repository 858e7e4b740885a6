//! The words of the operator's desk: settings, prices, contracts.

use templates::format::{counted, money, percent};

use super::{product, short_tier, tier};
use crate::domain::event::OfficeEvent;
use crate::domain::holdings::RenewalStart;
use crate::domain::money::{Money, Rate};
use crate::domain::multi_user::Tier;
use crate::domain::price::{GroundTable, RowFault, Vat};
use crate::domain::settings::{NO, Setting, YES};
use crate::domain::submission::OrganizationKind;

/// A setting: its name and what it means.
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
        Setting::HoldMaxDays => ("Самая долгая пауза", "На сколько дней можно отложить заявление."),
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
            ("Неудач удостоверяющего центра", "После скольких неудач подряд центр считается недоступным.")
        }
        Setting::JournalLetterDaily => (
            "Отпечаток журнала каждый день",
            "Письмо менеджерам партнеров и администраторам оператора. «Нет»: раз в неделю.",
        ),
        Setting::PartnerSupportPhone => ("Телефон для партнеров", "Линия технической поддержки партнеров."),
    }
}

/// A value of a setting, as people read it: «4 рабочих часа», «да».
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
        Setting::PartnerSupportPhone => value.to_owned(),
    }
}

/// A legal form where there is little room.
#[must_use]
pub const fn legal_form(form: Option<OrganizationKind>) -> &'static str {
    match form {
        Some(OrganizationKind::LegalEntity) => "ЮЛ",
        Some(OrganizationKind::SoleProprietor) => "ИП",
        None => "любая",
    }
}

/// The legal form that is called so, by its word or its code; nothing when it is none.
#[must_use]
pub fn read_legal_form(text: &str) -> Option<Option<OrganizationKind>> {
    let forms = OrganizationKind::ALL.iter().copied().map(Some).chain([None]);
    forms.into_iter().find(|form| {
        let code = form.map_or("any", OrganizationKind::code);
        text.eq_ignore_ascii_case(code) || text.to_lowercase() == legal_form(*form).to_lowercase()
    })
}

/// The tier that is called so, by its words or its code.
#[must_use]
pub fn read_tier(text: &str) -> Option<Tier> {
    let called = |one: &Tier| [one.code(), tier(*one), short_tier(*one)].contains(&text);
    Tier::ALL.iter().copied().find(called)
}

/// What is wrong with a row of the price list.
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

/// A table that prices rest on.
#[must_use]
pub const fn ground(table: GroundTable) -> &'static str {
    match table {
        GroundTable::Zones => "Ценовые зоны",
        GroundTable::Bands => "Группы компаний",
        GroundTable::Vat => "Ставки НДС",
    }
}

/// How a product is taxed.
#[must_use]
pub fn vat(vat: Vat) -> String {
    match vat {
        Vat::Exempt => "Без НДС".to_owned(),
        Vat::Rate(rate) => percent(rate.percent()),
    }
}

/// More about what was done with the terms of a partner.
#[must_use]
pub fn detail(event: &OfficeEvent) -> Option<String> {
    let share = |points| Rate::from_basis_points(points).map(|rate| percent(rate.percent()));
    let day = |day| templates::format::date(day);
    match event {
        OfficeEvent::DiscountPlanned { contract, product: sold, from, points, was } => {
            let was = was.and_then(share).unwrap_or_else(|| "нет".to_owned());
            let now = share(*points).unwrap_or_default();
            Some(format!("{}: {was} → {now} с {}, договор № {contract}", product(*sold), day(*from)))
        }
        OfficeEvent::ContractConcluded { number, from, .. } => Some(format!("№ {number} с {}", day(*from))),
        OfficeEvent::PartnerEnrolled { contract, .. } => Some(format!("Договор № {contract}")),
        OfficeEvent::PartnerCardChanged { was, now } => {
            let pairs = [
                (&was.name, &now.name),
                (&was.inn, &now.inn),
                (&was.phone, &now.phone),
                (&was.email, &now.email),
            ];
            let changed = pairs.iter().filter(|(was, now)| was != now);
            let told: Vec<String> = changed.map(|(was, now)| format!("{was} → {now}")).collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
        OfficeEvent::OrganizationTransferred { reason, .. } => Some(reason.clone()),
        OfficeEvent::SettingPlanned { from, value, was } => Some(format!("{was} → {value} с {}", day(*from))),
        OfficeEvent::PricesPlanned { from, prices } => {
            Some(format!("{} с {}", many(prices.len(), ["цена", "цены", "цен"]), day(*from)))
        }
        OfficeEvent::TermsPlanned { table, from, terms } => {
            let rows = many(terms.len(), ["строка", "строки", "строк"]);
            Some(format!("{}: {rows} с {}", ground(*table), day(*from)))
        }
        OfficeEvent::PromotionAdded { name, points, from, to, .. } => {
            let until = to.map_or_else(|| "без окончания".to_owned(), |to| format!("по {}", day(to)));
            let share = share(*points).unwrap_or_default();
            Some(format!("{name}: {share} с {}, {until}", day(*from)))
        }
        OfficeEvent::PromotionEnded { to, .. } => Some(format!("по {}", day(*to))),
        OfficeEvent::ReasonWorded { now, .. } => Some(format!("«{}», редакция {}", now.title, now.version)),
        OfficeEvent::AuthorityKeySet { .. }
        | OfficeEvent::StatementClosed { .. }
        | OfficeEvent::StatementWithdrawn
        | OfficeEvent::CreditUsed { .. }
        | OfficeEvent::ChargeMoved { .. } => None,
        OfficeEvent::StatementLapsed { due, .. } => Some(format!("срок ответа кончился {}", day(*due))),
    }
}

fn many(count: usize, forms: [&str; 3]) -> String {
    counted(u64::try_from(count).unwrap_or(u64::MAX), forms)
}

/// How a price changes: «+10 %».
#[must_use]
pub fn change(was: Option<Money>, now: Money) -> String {
    let Some(was) = was else { return "новая".to_owned() };
    let difference = now - was;
    let sign = if difference >= Money::ZERO { "+" } else { "" };
    format!("{sign}{}", money(difference.roubles()))
}
