//! The words of events.

use crate::domain::administrators::AdministratorsEventName;
use crate::domain::application::ApplicationEventName;
use crate::domain::archive::ArchiveEventName;
use crate::domain::attachment::AttachmentEventName;
use crate::domain::charge::ChargeEventName;
use crate::domain::cloud::CloudEventName;
use crate::domain::colleague::PersonEventName;
use crate::domain::delivery::DeliveriesEventName;
use crate::domain::disowning::DisowningEventName;
use crate::domain::document::DocumentEventName;
use crate::domain::factor_rule::FactorRuleEventName;
use crate::domain::its_login::{LoginEventName, OfferEventName};
use crate::domain::members::MembersEventName;
use crate::domain::organization::OrganizationEventName;
use crate::domain::partner::PartnerEventName;
use crate::domain::policy_version::PolicyEventName;
use crate::domain::price::{GroundEventName, PricesEventName, PromotionEventName};
use crate::domain::product::ProductEventName;
use crate::domain::question::QuestionEventName;
use crate::domain::reason::ReasonEventName;
use crate::domain::reminder::ReminderEventName;
use crate::domain::sealing::SealingEventName;
use crate::domain::settings::SettingEventName;
use crate::domain::standing_in::StandingInEventName;
use crate::domain::statement::StatementEventName;
use crate::domain::subscription::SubscriptionEventName;
use crate::present::application::told;

/// The words of an event by its audit verb, so that entries of older forms have words too.
#[must_use]
pub fn event(verb: &str) -> &'static str {
    of_subjects(verb).or_else(|| of_terms(verb)).or_else(|| noted(verb)).unwrap_or(UNKNOWN)
}

/// The words of an unknown event.
pub const UNKNOWN: &str = "изменение";

fn of_subjects(verb: &str) -> Option<&'static str> {
    ApplicationEventName::from_code(verb)
        .map(told::happened)
        .or_else(|| StatementEventName::from_code(verb).map(statement))
        .or_else(|| {
            ChargeEventName::from_code(verb)
                .map(|ChargeEventName::ChargeMoved| "строка перенесена в другой месяц")
        })
        .or_else(|| PersonEventName::from_code(verb).map(person))
        .or_else(|| FactorRuleEventName::from_code(verb).map(super::people::factor_rule))
        .or_else(|| CloudEventName::from_code(verb).map(super::cloud::happened))
        .or_else(|| StandingInEventName::from_code(verb).map(super::standing_in::happened))
        .or_else(|| {
            ReminderEventName::from_code(verb)
                .map(|ReminderEventName::ExpiryReminded| "отправлено напоминание о сроке")
        })
        .or_else(|| AttachmentEventName::from_code(verb).map(super::attachments::happened))
        .or_else(|| ArchiveEventName::from_code(verb).map(super::archives::happened))
        .or_else(|| SubscriptionEventName::from_code(verb).map(super::subscriptions::happened))
        .or_else(|| DisowningEventName::from_code(verb).map(super::questions::disowned))
        .or_else(|| QuestionEventName::from_code(verb).map(super::questions::happened))
        .or_else(|| super::sales::happened(verb))
        .or_else(|| {
            DocumentEventName::from_code(verb).map(|DocumentEventName::DocumentTaken| "принят документ из 1С")
        })
        .or_else(|| LoginEventName::from_code(verb).map(its_login))
        .or_else(|| {
            OfferEventName::from_code(verb).map(|OfferEventName::ContractOffered| "предложен договор 1С:ИТС")
        })
}

fn of_terms(verb: &str) -> Option<&'static str> {
    SettingEventName::from_code(verb)
        .map(|SettingEventName::SettingPlanned| "изменена настройка")
        .or_else(|| PricesEventName::from_code(verb).map(|PricesEventName::PricesPlanned| "изменены цены"))
        .or_else(|| {
            GroundEventName::from_code(verb).map(|GroundEventName::TermsPlanned| "изменены условия цен")
        })
        .or_else(|| PromotionEventName::from_code(verb).map(promotion))
        .or_else(|| PartnerEventName::from_code(verb).map(partner))
        .or_else(|| OrganizationEventName::from_code(verb).map(organization))
        .or_else(|| ReasonEventName::from_code(verb).map(|ReasonEventName::ReasonWorded| "изменена причина"))
        .or_else(|| {
            PolicyEventName::from_code(verb).map(|PolicyEventName::PolicyChanged| "изменилась политика прав")
        })
        .or_else(|| SealingEventName::from_code(verb).map(sealing))
        .or_else(|| {
            DeliveriesEventName::from_code(verb)
                .map(|DeliveriesEventName::DeliveriesPublished| "загружены комплекты")
        })
        .or_else(|| ProductEventName::from_code(verb).map(product))
        .or_else(|| MembersEventName::from_code(verb).map(members))
        .or_else(|| AdministratorsEventName::from_code(verb).map(administrators))
}

/// The words of the events of a subscriber's members.
const fn members(name: MembersEventName) -> &'static str {
    match name {
        MembersEventName::ClientInvited => "приглашен пользователь абонента",
        MembersEventName::InvitationWithdrawn => "приглашение отозвано",
        MembersEventName::MemberJoined => "приглашение принято",
        MembersEventName::MemberPromoted => "пользователь стал администратором абонента",
        MembersEventName::MemberAdded => "добавлен пользователь абонента",
        MembersEventName::MemberEnded => "доступ пользователя завершен",
        MembersEventName::MemberNamed => "назначен вход по ИНН",
    }
}

/// The words of what a partner does about a subscriber's administrators.
const fn administrators(name: AdministratorsEventName) -> &'static str {
    match name {
        AdministratorsEventName::AdministratorInvited => "приглашен администратор абонента",
        AdministratorsEventName::AdministratorInvitationWithdrawn => "приглашение администратора отозвано",
    }
}

/// The words of a product's events.
const fn product(name: ProductEventName) -> &'static str {
    match name {
        ProductEventName::ProductRegistered => "продукт зарегистрирован",
        ProductEventName::ProductReceived => "бесплатный продукт получен",
    }
}

/// What happened to a month.
const fn statement(name: StatementEventName) -> &'static str {
    match name {
        StatementEventName::StatementFormed => "отчет сформирован",
        StatementEventName::StatementPublished => "отчет опубликован",
        StatementEventName::StatementAgreed => "отчет согласован",
        StatementEventName::LineDisputed => "строка оспорена",
        StatementEventName::LineResolved => "ответ по строке",
        StatementEventName::Invoiced => "выставлен счет",
        StatementEventName::StatementLapsed => "отчет согласован по истечении срока",
        StatementEventName::StatementClosed => "месяц закрыт без счета",
        StatementEventName::StatementWithdrawn => "пустой отчет удален",
        StatementEventName::CreditUsed => "остаток зачтен в счет",
    }
}

/// The words of a person's events.
const fn person(name: PersonEventName) -> &'static str {
    match name {
        PersonEventName::PersonInvited => "приглашение отправлено",
        PersonEventName::PersonAdded => "учетная запись заведена",
        PersonEventName::PersonRegistered => "зарегистрирован на портале, адрес или телефон подтвержден",
        PersonEventName::InvitationRepeated => "приглашение отправлено еще раз",
        PersonEventName::RoleGiven => "дана роль",
        PersonEventName::RoleEnded => "снята роль",
        PersonEventName::PersonDisabled => "учетная запись отключена",
        PersonEventName::PersonEnabled => "учетная запись включена",
        PersonEventName::SessionsEnded => "завершены сеансы",
        PersonEventName::PasswordSet => "задан пароль по ссылке",
        PersonEventName::PasswordReset => "задан новый пароль по ссылке",
        PersonEventName::PasswordChanged => "изменен пароль",
        PersonEventName::ProfileChanged => "изменен профиль",
        PersonEventName::EmailConfirmed => "добавлен e-mail",
        PersonEventName::AppSetUp => "подключено приложение с кодами",
        PersonEventName::AppRemoved => "отключено приложение с кодами",
        PersonEventName::RecoveryCodesMade => "выпущены запасные коды",
        PersonEventName::RecoveryCodeUsed => "использован запасной код",
        PersonEventName::FactorResetAsked => "запрошено снятие защиты входа",
        PersonEventName::FactorResetConfirmed => "снятие защиты входа подтверждено",
        PersonEventName::FactorResetCancelled => "снятие защиты входа отменено",
        PersonEventName::FactorsReset => "защита входа снята",
        PersonEventName::PasskeyAdded => "добавлен ключ доступа",
        PersonEventName::PasskeyRenamed => "переименован ключ доступа",
        PersonEventName::PasskeyRemoved => "удален ключ доступа",
        PersonEventName::PasskeySuspended => "ключ доступа приостановлен: похоже, с него снята копия",
        PersonEventName::OfferDeclined => "отклонен договор 1С:ИТС",
        PersonEventName::ProgramPasswordMade => "создан пароль для программы",
        PersonEventName::ProgramPasswordEnded => "прекращен пароль для программы",
    }
}

/// The words of an ITS login's events.
const fn its_login(name: LoginEventName) -> &'static str {
    match name {
        LoginEventName::LoginIssued => "выдан логин",
        LoginEventName::LoginAccepted => "владелец логина принял договор",
        LoginEventName::LoginLinkSent => "отправлена ссылка для пароля",
        LoginEventName::LoginContractSet => "изменен срок договора",
        LoginEventName::LoginBlocked => "логин заблокирован",
        LoginEventName::LoginUnblocked => "логин разблокирован",
        LoginEventName::PasswordSet => "задан пароль по ссылке",
    }
}

/// The words of a promotion's events.
const fn promotion(name: PromotionEventName) -> &'static str {
    match name {
        PromotionEventName::PromotionAdded => "добавлена акция",
        PromotionEventName::PromotionEnded => "изменено окончание акции",
    }
}

/// The words of events of a partner and its contracts.
const fn partner(name: PartnerEventName) -> &'static str {
    match name {
        PartnerEventName::PartnerEnrolled => "партнер добавлен",
        PartnerEventName::PartnerCardChanged => "изменена карточка партнера",
        PartnerEventName::ContractConcluded => "заключен договор",
        PartnerEventName::DiscountPlanned => "изменена скидка",
    }
}

/// The words of a subscriber's events.
const fn organization(name: OrganizationEventName) -> &'static str {
    match name {
        OrganizationEventName::OrganizationTransferred => "сменилась обслуживающая организация",
    }
}

/// The words of events of the training authority's key.
const fn sealing(name: SealingEventName) -> &'static str {
    match name {
        SealingEventName::AuthorityKeySet => "сменился ключ учебного удостоверяющего центра",
    }
}

/// The words of notes that record no change.
fn noted(verb: &str) -> Option<&'static str> {
    let words = match verb {
        "noted" => "добавлена заметка",
        "exported" => "отчет выгружен в файл",
        "looked_up" => "открыта карточка организации",
        "revealed" => "показаны личные данные",
        "searched" => "поиск организации",
        "filter_removed" => "удален общий отбор",
        "book_exported" => "книга расчетов выгружена в файл",
        "journal_exported" => "журнал выгружен в файл",
        "seeded" => "заполнены начальные данные",
        _ => return None,
    };
    Some(words)
}
