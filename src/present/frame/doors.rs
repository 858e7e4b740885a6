//! The places of the desks: each with its entry in the rail and the right that opens it.

use templates::components::icon::{self, Icon};
use templates::paths;

use crate::operations::Desk;
use crate::policy::Permission;

/// The entry of a place in the rail, and who finds it there.
pub(super) struct Door {
    pub(super) place: Place,
    pub(super) label: &'static str,
    pub(super) address: fn() -> String,
    pub(super) icon: Icon,
    pub(super) opens: fn(&Desk) -> bool,
}

/// Declares the places: label, address, picture, and which desks they open for.
macro_rules! doors {
    ($($(#[$doc:meta])* $place:ident = $label:literal, $address:path, $icon:path, $opens:expr;)+) => {
        /// A place of a desk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Place {
            $($(#[$doc])* $place,)+
            /// The letters of the demo.
            Mail,
            /// A page outside of the desk's places.
            Elsewhere,
        }

        /// The places of all desks, in the order of the rail; a desk begins at its first.
        pub(super) const DOORS: &[Door] = &[$(Door {
            place: Place::$place,
            label: $label,
            address: $address,
            icon: $icon,
            opens: $opens,
        }),+];
    };
}

doors! {
    /// The partner's queue.
    Queue = "Заявления", paths::queue, icon::INBOX, |desk| at_partner(desk, Permission::ViewApplication);
    /// The questions of the partner's clients.
    Questions = "Вопросы", paths::questions, icon::MESSAGE_2,
        |desk| at_partner(desk, Permission::AnswerQuestion);
    /// The partner's organisations.
    Organizations = "Организации", paths::organizations, icon::BUILDING,
        |desk| at_partner(desk, Permission::ViewOrganization);
    /// The documents that 1С gave out for the partner's organisations.
    Documents = "Документы", paths::documents, icon::FILE_INVOICE,
        |desk| at_partner(desk, Permission::ViewDocument);
    /// What ends of the partner's organisations.
    Expiring = "Истекают", paths::expiring, icon::CLOCK,
        |desk| at_partner(desk, Permission::RemindOrganization);
    /// The partner's months.
    Statements = "Сверка", paths::statements, icon::RECEIPT_2,
        |desk| at_partner(desk, Permission::AgreeStatement);
    /// How often each reason was given in the partner's house.
    OwnReasonCount = "Возвраты и отклонения", paths::own_reason_count, icon::INFO_CIRCLE,
        |desk| at_partner(desk, Permission::CountReasons);
    /// The partner's contracts.
    Contract = "Договор", paths::own_contract, icon::FILE_INVOICE,
        |desk| at_partner(desk, Permission::ViewContract);
    /// The partner's ITS logins.
    Logins = "Логины ИТС", paths::its_logins, icon::LOCK,
        |desk| at_partner(desk, Permission::ManageItsLogins);
    /// The partner's people.
    People = "Сотрудники", paths::people, icon::USERS, |desk| at_partner(desk, Permission::ManagePeople);
    /// Who may what at the partner.
    Rights = "Кто что может", paths::rights, icon::LOCK, |desk| at_partner(desk, Permission::ViewRights);
    /// The partner's journal.
    Journal = "Журнал", paths::journal, icon::CLOCK, |desk| at_partner(desk, Permission::ViewJournal);
    /// What is at the authority.
    Issuance = "Выпуск сертификатов", paths::operator_applications, icon::SERVER_COG,
        |desk| desk.allows(Permission::ViewAuthority);
    /// The operator's months.
    OperatorStatements = "Расчеты с партнерами", paths::operator_statements, icon::RECEIPT_2,
        |desk| desk.allows(Permission::FormStatement);
    /// The partners with their contracts.
    Partners = "Партнеры и договоры", paths::partners, icon::BUILDING,
        |desk| desk.allows(Permission::ViewPartner);
    /// The price list.
    Prices = "Прайс-лист", paths::prices, icon::FILE_INVOICE, |desk| desk.allows(Permission::ManagePrices);
    /// The business settings.
    Settings = "Настройки", paths::settings, icon::SETTINGS, |desk| desk.allows(Permission::ManageSettings);
    /// The canned reasons.
    Reasons = "Причины", paths::reasons, icon::INFO_CIRCLE, |desk| desk.allows(Permission::ManageReasons);
    /// The deliveries whose PINs register products.
    Deliveries = "Комплекты и PIN-коды", paths::deliveries, icon::LOCK,
        |desk| desk.allows(Permission::ManageDeliveries);
    /// How often each reason was given; whoever words the reasons finds the figures there.
    ReasonCount = "Возвраты и отклонения", paths::reason_count, icon::INFO_CIRCLE, |desk| {
        at_operator(desk, Permission::CountReasons) && !desk.allows(Permission::ManageReasons)
    };
    /// The support line's search.
    Support = "Поиск организаций", paths::support, icon::LIFEBUOY,
        |desk| desk.allows(Permission::LookUpOrganization);
    /// The operator's people.
    OperatorPeople = "Сотрудники", paths::operator_people, icon::USERS,
        |desk| at_operator(desk, Permission::ManagePeople);
    /// Who may what anywhere.
    OperatorRights = "Кто что может", paths::operator_rights, icon::LOCK,
        |desk| at_operator(desk, Permission::ViewRights);
    /// The policy.
    Policy = "Политика", paths::policy, icon::LOCK, |desk| desk.allows(Permission::ViewPolicy);
    /// The operator's journal.
    OperatorJournal = "Журнал", paths::operator_journal, icon::CLOCK,
        |desk| at_operator(desk, Permission::ViewJournal);
    /// The client's applications.
    Cabinet = "Мои заявления", paths::cabinet, icon::INBOX,
        |desk| desk.allows(Permission::ViewOwnApplication);
    /// The documentation.
    Documentation = "Документация", paths::documentation, icon::BOOK,
        |_| true;
}

fn at_partner(desk: &Desk, permission: Permission) -> bool {
    desk.allows(permission) && desk.partner().is_some()
}

fn at_operator(desk: &Desk, permission: Permission) -> bool {
    desk.allows(permission) && desk.partner().is_none()
}
