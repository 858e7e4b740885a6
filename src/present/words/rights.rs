//! The words of rights: every permission, what it is about, and the rows of the policy.

use crate::domain::role::Role;
use crate::policy::{Grant, Permission};

/// What a permission lets one do: «согласовать сверку».
#[must_use]
pub fn permission(permission: Permission) -> &'static str {
    let words = WORDS.iter().find(|(known, _)| *known == permission);
    words.map_or(permission.object_and_act().1, |(_, words)| words)
}

/// What is said of a right that is not lent to whoever stands in for somebody who has it.
pub const STAYS_WITH_THE_HOLDER: &str = "Роль, которую вам передали на время, этого не дает. Решать, кто здесь работает и как входит, может только тот, \
     у кого эта роль своя.";

/// What each permission lets one do.
const WORDS: &[(Permission, &str)] = &[
    (Permission::ViewApplication, "смотреть заявления"),
    (Permission::Take, "взять заявление в работу"),
    (Permission::Release, "вернуть заявление в очередь"),
    (Permission::HandOver, "передать заявление коллеге"),
    (Permission::SetParameters, "задать параметры подключения"),
    (Permission::Forward, "отправить заявление оператору"),
    (Permission::Return, "вернуть заявление клиенту"),
    (Permission::Reject, "отклонить заявление"),
    (Permission::Hold, "отложить заявление"),
    (Permission::WriteNote, "написать заметку о заявлении"),
    (Permission::ManageTeamFilters, "удалить общий отбор коллеги"),
    (Permission::Submit, "прислать заявление из программы"),
    (Permission::ViewOwnApplication, "смотреть заявления своих организаций"),
    (Permission::MendOwnApplication, "исправить возвращенное заявление"),
    (Permission::FillDraft, "заполнить заявление в браузере"),
    (Permission::SendDraft, "подать заполненное заявление"),
    (Permission::NudgePartner, "напомнить партнеру о заявлении"),
    (Permission::AttachToOwnApplication, "приложить файлы к заявлению"),
    (Permission::WithdrawOwnApplication, "отозвать заявление"),
    (Permission::CompleteOwnApplication, "завершить настройку по заявлению"),
    (Permission::RequestArchive, "запросить архив документов"),
    (Permission::AskQuestion, "задать вопрос партнеру"),
    (Permission::AnswerQuestion, "отвечать на вопросы клиентов"),
    (Permission::CheckAct, "проверять акты сверки"),
    (Permission::ManageProgramPasswords, "заводить пароли для своих программ"),
    (Permission::ResendArchive, "отправить документы клиенту еще раз"),
    (Permission::ViewOrganization, "смотреть организации партнера"),
    (Permission::InviteAdministrator, "пригласить администратора абонента"),
    (Permission::RemindOrganization, "напомнить организации о сроке"),
    (Permission::LookUpOrganization, "найти любую организацию"),
    (Permission::RevealPersonalData, "показать личные данные"),
    (Permission::ViewDocument, "смотреть документы из 1С"),
    (Permission::ViewSale, "смотреть документы клиентам"),
    (Permission::IssueSale, "выставить документы клиентам"),
    (Permission::ViewDocumentation, "читать документацию"),
    (Permission::ViewStatement, "смотреть сверку"),
    (Permission::AgreeStatement, "согласовать сверку"),
    (Permission::DisputeStatement, "заявить расхождение в сверке"),
    (Permission::ExportStatement, "выгрузить сверку"),
    (Permission::FormStatement, "сформировать сверку за месяц"),
    (Permission::PublishStatement, "отправить сверку партнеру"),
    (Permission::ResolveStatement, "ответить на расхождение"),
    (Permission::InvoiceStatement, "выставить счет по сверке"),
    (Permission::CloseStatement, "закрыть месяц без счета"),
    (Permission::ViewPartner, "смотреть партнеров и договоры"),
    (Permission::ManageContract, "вести карточки и договоры партнеров"),
    (Permission::ManagePrices, "вести прайс-лист и акции"),
    (Permission::ManageReasons, "менять причины возврата и отклонения"),
    (Permission::CountReasons, "смотреть, сколько было возвратов и отклонений"),
    (Permission::ManageSettings, "менять настройки"),
    (Permission::TransferOrganization, "передать организацию другому партнеру"),
    (Permission::LapseStatement, "согласовать сверку по истечении срока"),
    (Permission::ViewAuthority, "смотреть выпуск сертификатов"),
    (Permission::ResendErrand, "повторить застрявшее"),
    (Permission::ResetErrand, "сбросить застрявшее"),
    (Permission::RefuseAtAuthority, "отказать в выпуске сертификата"),
    (Permission::RunErrand, "выполнять фоновые задания"),
    (Permission::ManagePeople, "смотреть сотрудников и завершать их сеансы"),
    (Permission::AppointPeople, "приглашать сотрудников, менять их роли и правила входа"),
    (Permission::AddPerson, "завести учетную запись с консоли"),
    (Permission::AdoptAuthority, "принять другой ключ учебного центра"),
    (Permission::ManageItsLogins, "вести логины ИТС"),
    (Permission::ViewOwnContract, "смотреть свои договоры ИТС"),
    (Permission::AnswerOffer, "принять или отклонить договор ИТС"),
    (Permission::ViewOwnProduct, "смотреть свои программные продукты"),
    (Permission::RegisterProduct, "зарегистрировать программный продукт"),
    (Permission::ViewOwnSubscriber, "смотреть своего абонента"),
    (Permission::ManageOwnSubscriber, "вести пользователей абонента"),
    (Permission::AcceptInvitation, "принять приглашение абонента"),
    (Permission::EditOwnProfile, "менять свой профиль абонента"),
    (Permission::ManageDeliveries, "загружать комплекты и PIN-коды"),
    (Permission::ViewContract, "читать договор партнера"),
    (Permission::ViewJournal, "читать и скачивать журнал"),
    (Permission::ViewRights, "смотреть, кто что может"),
    (Permission::ViewPolicy, "читать политику прав"),
    (Permission::KeepPolicy, "сохранить политику прав"),
];

/// What an object of the policy is; one of another version stays as it is written.
#[must_use]
pub fn object(object: &str) -> &str {
    OBJECTS.iter().find(|(known, _)| *known == object).map_or(object, |(_, words)| words)
}

/// The objects of the policy.
const OBJECTS: &[(&str, &str)] = &[
    ("application", "Заявления"),
    ("saved_filter", "Отборы очереди"),
    ("own_application", "Заявления клиента"),
    ("draft", "Черновики клиента"),
    ("own_archive", "Архивы клиента"),
    ("own_question", "Вопросы клиента"),
    ("question", "Вопросы клиентов"),
    ("reconciliation_act", "Акты сверки"),
    ("client_archive", "Отправленное клиентам"),
    ("organization", "Организации"),
    ("personal_data", "Личные данные"),
    ("document", "Документы из 1С"),
    ("sale", "Документы клиентам"),
    ("documentation", "Документация"),
    ("statement", "Сверка"),
    ("partner", "Партнеры"),
    ("contract", "Договоры партнеров"),
    ("price", "Цены"),
    ("reason", "Причины"),
    ("settings", "Настройки"),
    ("authority", "Удостоверяющий центр"),
    ("errand", "Задания"),
    ("person", "Сотрудники"),
    ("its_login", "Логины ИТС"),
    ("own_contract", "Договоры клиента"),
    ("own_product", "Продукты клиента"),
    ("program_password", "Пароли для программ"),
    ("own_subscriber", "Абонент клиента"),
    ("invitation", "Приглашения"),
    ("own_profile", "Профиль клиента"),
    ("delivery", "Комплекты"),
    ("journal", "Журнал"),
    ("rights", "Права"),
    ("policy", "Политика"),
];

/// What an object and an act let one do; those of another version stay as they are written.
#[must_use]
pub fn cell(object: &str, act: &str) -> String {
    Permission::named(object, act)
        .map_or_else(|| format!("{object} {act}"), |known| permission(known).to_owned())
}

/// A role by its code; one of another version stays as it is written.
#[must_use]
pub fn role(code: &str) -> &str {
    Role::from_code(code).map_or(code, |known| super::role(known))
}

/// The rows of a grant in their order, each as the policy has it.
#[must_use]
pub fn rows(grant: &Grant) -> Vec<&str> {
    grant.by.iter().map(|one| one.row.as_str()).chain([grant.row.as_str()]).collect()
}

/// A grant in words: «администратор партнера может все, что менеджер партнера; менеджеру партнера разрешает строка…».
#[must_use]
pub fn grant(grant: &Grant) -> String {
    let heirs = grant.by.iter().map(|one| format!("{} может все, что {}", role(&one.heir), role(&one.from)));
    heirs.chain([format!("разрешено роли «{}»", role(&grant.to))]).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_and_every_object_has_words_of_its_own() {
        let mut said: Vec<&str> = Permission::ALL.iter().map(|one| permission(*one)).collect();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), Permission::ALL.len());
        for one in Permission::ALL {
            let (about, act) = one.object_and_act();
            assert_ne!(permission(*one), act, "{one:?}");
            assert_ne!(object(about), about, "{one:?}");
        }
    }
}
