//! The words of refusals.

use templates::format::Zone;

use super::{people, statement_state};
use crate::domain::factor_rule::FactorRuleRefusal;
use crate::domain::members::MemberRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::payment::PaymentRefusal;
use crate::domain::product::ProductRefusal;
use crate::domain::reminder::ReminderRefusal;
use crate::domain::statement::StatementRefusal;
use crate::operations::Refusal;
use crate::operations::products::WRONG_PAIR;
use crate::present::application::told;

/// The message of a refusal.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Application(refusal) => told::refused(refusal),
        Refusal::Statement(refusal) => of_statement(refusal),
        Refusal::Organization(OrganizationRefusal::ApplicationsOpen(open)) => {
            format!("Открытых заявлений: {open}. Передать организацию можно, когда они завершены.")
        }
        Refusal::Reminder(refusal) => of_reminder(refusal),
        Refusal::Attachment(refusal) => super::attachments::refused(refusal),
        Refusal::Archive(refusal) => super::archives::refused(*refusal).to_owned(),
        Refusal::StandingIn(refusal) => super::standing_in::refused(*refusal),
        Refusal::Question(refusal) => super::questions::refused(*refusal).to_owned(),
        Refusal::Sale(refusal) => super::sales::refused(*refusal),
        Refusal::Payment(PaymentRefusal::IsTakenBack) => "Оплату уже отменили.".to_owned(),
        Refusal::FactorRule(FactorRuleRefusal::EndedBefore) => "Это требование уже снято.".to_owned(),
        Refusal::PricesChanged => "Прайс-лист изменился после того, как вы открыли различия.".to_owned(),
        Refusal::ReasonChanged => "Причину изменили после того, как вы открыли страницу.".to_owned(),
        Refusal::CardChanged => "Карточка изменилась после того, как вы открыли страницу.".to_owned(),
        Refusal::Person(refusal) => people::refusal(*refusal).to_owned(),
        Refusal::ItsLogin(refusal) => people::login_refusal(*refusal).to_owned(),
        Refusal::Product(ProductRefusal::PairIsUsed) => format!("{WRONG_PAIR}."),
        Refusal::Members(MemberRefusal::IsMember) => "Вы уже работаете от имени этой организации.".to_owned(),
        Refusal::Members(MemberRefusal::LastAdministrator) => {
            "Это единственный администратор организации: сначала пригласите другого.".to_owned()
        }
        Refusal::Members(MemberRefusal::OpensAlready) => "ИНН уже открывает эту учетную запись.".to_owned(),
        Refusal::Product(ProductRefusal::HasIt) => "Этот продукт у вас уже есть.".to_owned(),
    }
}

/// The field of the connection parameters that it is about.
#[must_use]
pub fn field(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Application(refusal) => told::field(refusal),
        Refusal::Statement(_)
        | Refusal::Organization(_)
        | Refusal::Person(_)
        | Refusal::Reminder(_)
        | Refusal::ItsLogin(_)
        | Refusal::Product(_)
        | Refusal::Members(_)
        | Refusal::Attachment(_)
        | Refusal::Archive(_)
        | Refusal::Question(_)
        | Refusal::Sale(_)
        | Refusal::Payment(_)
        | Refusal::FactorRule(_)
        | Refusal::StandingIn(_)
        | Refusal::PricesChanged
        | Refusal::ReasonChanged
        | Refusal::CardChanged => None,
    }
}

fn of_reminder(refusal: &ReminderRefusal) -> String {
    match refusal {
        ReminderRefusal::NothingEnds => "У этой организации ничего не истекает.".to_owned(),
        ReminderRefusal::RemindedToday(at) => {
            format!(
                "Сегодня уже напоминали, {}. Следующий раз можно завтра.",
                Zone::moscow().moment(*at).text()
            )
        }
        ReminderRefusal::NobodyToWriteTo => {
            "У организации нет учетной записи на портале: позвоните или напишите ей.".to_owned()
        }
        ReminderRefusal::RenewalUnderWay(number) => {
            format!("Напоминать не нужно: продление уже идет, заявление №\u{a0}{number}.")
        }
    }
}

fn of_statement(refusal: &StatementRefusal) -> String {
    match refusal {
        StatementRefusal::StatementIs(state) => {
            format!("Отчет в состоянии «{}», это действие сейчас недоступно.", statement_state(*state))
        }
        StatementRefusal::MonthNotOver => "Месяц еще не закончился.".to_owned(),
        StatementRefusal::LinesDisputed(lines) => {
            format!("Есть строки с расхождением: {lines}. Дождитесь ответа оператора.")
        }
        StatementRefusal::LineNotDisputed => "По этой строке нет расхождения.".to_owned(),
        StatementRefusal::NoLines => "В отчете нет строк.".to_owned(),
        StatementRefusal::NothingToInvoice => "К оплате ничего нет: закройте месяц без счета.".to_owned(),
        StatementRefusal::SumToInvoice => "Сумма месяца больше нуля: выставьте счет.".to_owned(),
        StatementRefusal::NotLapsed => "Срок согласования еще не истек.".to_owned(),
        StatementRefusal::LinesChanged => {
            "Строки отчета изменились после того, как вы открыли страницу.".to_owned()
        }
    }
}
