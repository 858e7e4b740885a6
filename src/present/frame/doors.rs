//! The doors of the desks: each place with its name, its address, and the right that opens it.

use templates::components::icon::{self, Icon};
use templates::paths;

use super::Place;
use crate::operations::Desk;
use crate::policy::Permission;

/// A place with its name, address, picture and the right that opens it.
pub(super) struct Door {
    pub(super) place: Place,
    pub(super) label: &'static str,
    pub(super) address: fn() -> String,
    pub(super) icon: Icon,
    pub(super) opens: fn(&Desk) -> bool,
}

/// The places of all desks, in the order of the rail.
pub(super) const DOORS: &[Door] = &[
    Door {
        place: Place::Queue,
        label: "Заявления",
        address: paths::queue,
        icon: icon::INBOX,
        opens: |desk| desk.allows(Permission::ViewApplication) && desk.partner().is_some(),
    },
    Door {
        place: Place::Organizations,
        label: "Организации",
        address: paths::organizations,
        icon: icon::BUILDING,
        opens: |desk| desk.allows(Permission::ViewOrganization) && desk.partner().is_some(),
    },
    Door {
        place: Place::Statements,
        label: "Сверка",
        address: paths::statements,
        icon: icon::RECEIPT_2,
        opens: |desk| desk.allows(Permission::AgreeStatement) && desk.partner().is_some(),
    },
    Door {
        place: Place::OwnReasonCount,
        label: "Возвраты и отказы",
        address: paths::own_reason_count,
        icon: icon::INFO_CIRCLE,
        opens: |desk| desk.allows(Permission::CountReasons) && desk.partner().is_some(),
    },
    Door {
        place: Place::Contract,
        label: "Договор",
        address: paths::own_contract,
        icon: icon::FILE_INVOICE,
        opens: |desk| desk.allows(Permission::ViewContract) && desk.partner().is_some(),
    },
    Door {
        place: Place::Logins,
        label: "Логины ИТС",
        address: paths::its_logins,
        icon: icon::LOCK,
        opens: |desk| desk.allows(Permission::ManageItsLogins) && desk.partner().is_some(),
    },
    Door {
        place: Place::People,
        label: "Сотрудники",
        address: paths::people,
        icon: icon::USERS,
        opens: |desk| desk.allows(Permission::ManagePeople) && desk.partner().is_some(),
    },
    Door {
        place: Place::Journal,
        label: "Журнал",
        address: paths::journal,
        icon: icon::CLOCK,
        opens: |desk| desk.allows(Permission::ViewJournal) && desk.partner().is_some(),
    },
    Door {
        place: Place::Issuance,
        label: "Выпуск сертификатов",
        address: paths::operator_applications,
        icon: icon::SERVER_COG,
        opens: |desk| desk.allows(Permission::ViewAuthority),
    },
    Door {
        place: Place::OperatorStatements,
        label: "Расчеты с партнерами",
        address: paths::operator_statements,
        icon: icon::RECEIPT_2,
        opens: |desk| desk.allows(Permission::FormStatement),
    },
    Door {
        place: Place::Partners,
        label: "Партнеры и договоры",
        address: paths::partners,
        icon: icon::BUILDING,
        opens: |desk| desk.allows(Permission::ViewPartner),
    },
    Door {
        place: Place::Prices,
        label: "Прайс-лист",
        address: paths::prices,
        icon: icon::FILE_INVOICE,
        opens: |desk| desk.allows(Permission::ManagePrices),
    },
    Door {
        place: Place::Settings,
        label: "Настройки",
        address: paths::settings,
        icon: icon::SETTINGS,
        opens: |desk| desk.allows(Permission::ManageSettings),
    },
    Door {
        place: Place::Reasons,
        label: "Причины",
        address: paths::reasons,
        icon: icon::INFO_CIRCLE,
        opens: |desk| desk.allows(Permission::ManageReasons),
    },
    // Whoever words the reasons finds the figures there.
    Door {
        place: Place::ReasonCount,
        label: "Возвраты и отказы",
        address: paths::reason_count,
        icon: icon::INFO_CIRCLE,
        opens: |desk| {
            let counts = desk.allows(Permission::CountReasons) && desk.partner().is_none();
            counts && !desk.allows(Permission::ManageReasons)
        },
    },
    Door {
        place: Place::Support,
        label: "Поиск организаций",
        address: paths::support,
        icon: icon::LIFEBUOY,
        opens: |desk| desk.allows(Permission::LookUpOrganization),
    },
    Door {
        place: Place::OperatorPeople,
        label: "Сотрудники",
        address: paths::operator_people,
        icon: icon::USERS,
        opens: |desk| desk.allows(Permission::ManagePeople) && desk.partner().is_none(),
    },
    Door {
        place: Place::OperatorJournal,
        label: "Журнал",
        address: paths::operator_journal,
        icon: icon::CLOCK,
        opens: |desk| desk.allows(Permission::ViewJournal) && desk.partner().is_none(),
    },
    Door {
        place: Place::Cabinet,
        label: "Мои заявления",
        address: paths::cabinet,
        icon: icon::INBOX,
        opens: |desk| desk.allows(Permission::ViewOwnApplication),
    },
    Door {
        place: Place::Contracts,
        label: "Договоры",
        address: paths::own_its_contracts,
        icon: icon::FILE_INVOICE,
        opens: |desk| desk.allows(Permission::ViewOwnContract),
    },
    Door {
        place: Place::InternetSupport,
        label: "Интернет-поддержка и сервисы",
        address: paths::portal_support,
        icon: icon::CIRCLE_CHECK,
        opens: |desk| desk.allows(Permission::ViewOwnContract),
    },
    Door {
        place: Place::Documentation,
        label: "Документация",
        address: paths::documentation,
        icon: icon::BOOK,
        opens: |desk| desk.allows(Permission::ViewDocumentation),
    },
];
