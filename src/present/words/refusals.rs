//! The words of refusals.

use templates::format::money;

use super::{people, stage, statement_state};
use crate::domain::application::ApplicationRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::price::PriceFault;
use crate::domain::statement::StatementRefusal;
use crate::operations::Refusal;

/// The message of a refusal.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Application(refusal) => of_application(refusal),
        Refusal::Statement(refusal) => of_statement(refusal),
        Refusal::Organization(OrganizationRefusal::ApplicationsOpen(open)) => {
            format!("Открытых заявлений: {open}. Передать организацию можно, когда они завершены.")
        }
        Refusal::PricesChanged => "Прайс-лист изменился после того, как вы открыли различия.".to_owned(),
        Refusal::ReasonChanged => "Причину изменили после того, как вы открыли страницу.".to_owned(),
        Refusal::CardChanged => "Карточка изменилась после того, как вы открыли страницу.".to_owned(),
        Refusal::Person(refusal) => people::refusal(*refusal).to_owned(),
        Refusal::ItsLogin(refusal) => people::login_refusal(*refusal).to_owned(),
    }
}

fn of_application(refusal: &ApplicationRefusal) -> String {
    match refusal {
        ApplicationRefusal::NotInThisStage { stage: at, .. } | ApplicationRefusal::Closed { stage: at } => {
            format!("Заявление в статусе «{}», это действие сейчас недоступно.", stage(*at))
        }
        ApplicationRefusal::NotAcknowledged(_) => {
            "Есть замечания к запросу на сертификат. Отметьте их в карточке заявления: без этого его не отправить."
                .to_owned()
        }
        ApplicationRefusal::UndoIsOver => "Время отмены вышло: заявление уже у оператора.".to_owned(),
        ApplicationRefusal::UndoStillLasts => "Отправку еще можно отменить.".to_owned(),
        ApplicationRefusal::TierMissing => "Выберите вид расширения: «от 2 до 9» или «10 и более».".to_owned(),
        ApplicationRefusal::TierWithoutMode => "Вид расширения выбирают только при включенном режиме.".to_owned(),
        ApplicationRefusal::AlreadyYours => "Заявление уже у этого сотрудника.".to_owned(),
        ApplicationRefusal::NotStuck => "Заявление не застряло: сбрасывать нечего.".to_owned(),
        ApplicationRefusal::NotOnHold => "Заявление не отложено.".to_owned(),
        ApplicationRefusal::NoPrice(fault) => price_fault(*fault).to_owned(),
        ApplicationRefusal::TotalChanged { shown: Some(shown), now } => format!(
            "Сумма изменилась: на странице было {}, а сейчас к оплате {}. Ничего не отправлено. Проверьте и отправьте еще раз.",
            money(shown.roubles()),
            money(now.roubles())
        ),
        ApplicationRefusal::TotalChanged { shown: None, now } => format!(
            "Теперь известна сумма: к оплате {}. Ничего не отправлено. Проверьте и отправьте еще раз.",
            money(now.roubles())
        ),
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

/// The message when there is no price.
#[must_use]
pub const fn price_fault(fault: PriceFault) -> &'static str {
    match fault {
        PriceFault::NoZone => {
            "Для региона организации не задана ценовая зона. Ее добавляет отдел расчетов оператора."
        }
        PriceFault::NoPrice => {
            "В прайс-листе нет цены на этот продукт и срок. Ее добавляет отдел расчетов оператора."
        }
        PriceFault::NoTier => "Выберите вид расширения.",
        PriceFault::NoBand => "Выберите, сколько организаций в группе.",
        PriceFault::NoContract => {
            "У партнера нет действующего договора с оператором, поэтому отправить заявление нельзя. Договор добавляет отдел \
             расчетов оператора."
        }
        PriceFault::NoVat => {
            "Для этого продукта не задан НДС, поэтому отправить заявление нельзя. Ставку или строку «Без НДС» добавляет отдел \
             расчетов оператора."
        }
    }
}
