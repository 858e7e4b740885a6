//! The users of the portal, and the client programs.

use std::sync::Arc;

use chrono::Duration;
use registrar::domain::account::{Account, Assignment};
use registrar::domain::ids::{ItsLoginId, OrganizationId, PartnerId, PersonId};
use registrar::domain::partner::Partner;
use registrar::domain::role::{Role, Scope};
use registrar::operations::{Desk, House};
use registrar::store::logins::ItsLogin;
use registrar::store::{StoreError, accounts, logins, partners};

use super::Portal;

/// The password of every user.
pub(crate) const PASSWORD: &str = "demo-demo-demo";
/// A password that users may choose.
pub(crate) const PHRASE: &str = "синий трактор едет";

/// A user with an account.
#[derive(Clone)]
pub(crate) struct Persona {
    house: Arc<House>,
    /// The account.
    pub(crate) account: Account,
    memberships: Vec<OrganizationId>,
}

/// A client's program with an ITS login.
#[derive(Clone)]
pub(crate) struct Program {
    house: Arc<House>,
    /// The login.
    pub(crate) login: ItsLogin,
}

impl Persona {
    /// The user's desk, created now.
    pub(crate) fn desk(&self) -> Desk {
        let request = format!("test-{}", self.account.login);
        Desk::of_person(&self.house, &self.account, self.memberships.clone(), request)
            .proven(self.house.clock.now())
    }

    /// The user's id.
    pub(crate) fn id(&self) -> PersonId {
        self.account.id
    }
}

impl Program {
    /// The program's desk, created now.
    pub(crate) fn desk(&self) -> Desk {
        Desk::of_its_login(&self.house, &self.login, format!("test-{}", self.login.login))
    }
}

impl Portal {
    /// Сотрудник партнера «Форсайт».
    pub(crate) async fn staff(&self) -> Persona {
        self.at_partner("staff", "Смирнова Ольга Викторовна", Role::PartnerStaff, "forsait").await
    }

    /// An employee of any partner.
    pub(crate) async fn staff_of(&self, partner: PartnerId) -> Persona {
        let partner = partners::open(self.db(), partner).await.unwrap();
        let login =
            if partner.code == "forsait" { "staff".to_owned() } else { format!("staff-{}", partner.code) };
        self.at_partner(&login, "Смирнова Ольга Викторовна", Role::PartnerStaff, &partner.code).await
    }

    /// Another employee of the same partner.
    pub(crate) async fn colleague(&self) -> Persona {
        self.at_partner("vetrov", "Ветров Игорь Павлович", Role::PartnerStaff, "forsait").await
    }

    /// Менеджер партнера «Форсайт».
    pub(crate) async fn manager(&self) -> Persona {
        self.at_partner("manager", "Орлов Николай Андреевич", Role::PartnerManager, "forsait").await
    }

    /// Администратор партнера «Форсайт».
    pub(crate) async fn partner_admin(&self) -> Persona {
        self.at_partner("partner-admin", "Громова Инна Юрьевна", Role::PartnerAdmin, "forsait").await
    }

    /// Сотрудник другого партнера.
    pub(crate) async fn stranger(&self) -> Persona {
        self.at_partner("partner2", "Кузьмин Петр Ильич", Role::PartnerManager, "sevproekt").await
    }

    /// Администратор другого партнера.
    pub(crate) async fn stranger_admin(&self) -> Persona {
        self.at_partner("partner2-admin", "Лосева Инна Ильинична", Role::PartnerAdmin, "sevproekt").await
    }

    /// Линия поддержки.
    pub(crate) async fn support(&self) -> Persona {
        self.at_operator("support", "Зайцева Елена Олеговна", Role::Support).await
    }

    /// Обработка заявлений у оператора.
    pub(crate) async fn clerk(&self) -> Persona {
        self.at_operator("operator", "Белова Мария Петровна", Role::OperatorClerk).await
    }

    /// Расчеты с партнерами.
    pub(crate) async fn billing(&self) -> Persona {
        self.at_operator("billing", "Громов Олег Иванович", Role::OperatorBilling).await
    }

    /// Администратор оператора.
    pub(crate) async fn admin(&self) -> Persona {
        self.at_operator("admin", "Старостин Лев Ильич", Role::OperatorAdmin).await
    }

    /// A client who belongs to no organisation yet.
    pub(crate) async fn client_without_organization(&self) -> Persona {
        self.person("client", "Петрова Анна Ивановна", &[(Role::Client, None)]).await
    }

    /// A user of an organisation.
    pub(crate) async fn client(&self, organization: OrganizationId) -> Persona {
        let client = self.client_without_organization().await;
        let tx = self.db().begin().await.unwrap();
        accounts::join(&tx, client.id(), organization, self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        Persona { memberships: vec![organization], ..client }
    }

    /// The desk of a user with the memberships and the rights that the database has now.
    pub(crate) async fn member(&self, person: &Persona) -> Desk {
        let memberships = accounts::memberships(self.db(), person.id()).await.unwrap();
        let admin = format!("memberships where person_id = {} and role = 'client_admin'", person.id());
        let administers = self.count(&admin).await > 0;
        Persona { memberships, ..person.clone() }.desk().administering(administers)
    }

    /// A user without any role.
    pub(crate) async fn nobody(&self) -> Persona {
        self.person("nobody", "Никто", &[]).await
    }

    pub(crate) async fn at_partner(&self, login: &str, name: &str, role: Role, partner: &str) -> Persona {
        let partner = self.partner(partner).await;
        self.person(login, name, &[(role, Some(&partner))]).await
    }

    async fn at_operator(&self, login: &str, name: &str, role: Role) -> Persona {
        self.person(login, name, &[(role, None)]).await
    }

    /// The existing user with this login.
    pub(crate) async fn known(&self, login: &str) -> Persona {
        let account = accounts::find(self.db(), login).await.unwrap().unwrap();
        Persona { house: Arc::clone(&self.house), account, memberships: vec![] }
    }

    /// The link that sets a password, from the latest letter to this address.
    pub(crate) async fn link_to(&self, address: &str) -> String {
        let letters = registrar::store::letters::latest(self.db(), &Scope::Everything, 100).await.unwrap();
        // What only tells the owner that something happened has no such link.
        let mut own = letters.into_iter().filter(|letter| letter.recipient == address);
        let has_none =
            |letter: &str| letter == "Пароль изменен" || letter.starts_with("Вход с нового устройства");
        let letter = own.find(|letter| !has_none(&letter.subject)).unwrap();
        let (_, after) = letter.text.split_once("http://localhost:8080").unwrap();
        after.split_whitespace().next().unwrap().to_owned()
    }

    /// A user with these roles; calling it again with the same login returns the same user.
    pub(crate) async fn person(
        &self,
        login: &str,
        name: &str,
        roles: &[(Role, Option<&Partner>)],
    ) -> Persona {
        let assigned = |(role, partner): &(Role, Option<&Partner>)| Assignment {
            role: *role,
            partner: partner.map(|partner| partner.id),
        };
        let account = Account {
            id: PersonId(0),
            login: login.to_owned(),
            email: format!("{login}@forsait.example"),
            full_name: name.to_owned(),
            password_hash: self.password_hash().await,
            disabled: false,
            roles: roles.iter().map(assigned).collect(),
        };
        let tx = self.db().begin().await.unwrap();
        if accounts::find(&tx, login).await.unwrap().is_none() {
            // Whoever works here has done so for a while.
            accounts::add(&tx, &account, self.clock.now() - Duration::days(30)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let account = accounts::find(self.db(), login).await.unwrap().unwrap();
        Persona { house: Arc::clone(&self.house), account, memberships: vec![] }
    }

    /// The program of a client of «Форсайт».
    pub(crate) async fn program(&self) -> Program {
        self.its_login("its-demo", "forsait").await
    }

    /// A program with a login that a partner issued; calling it again with the same login returns the same program.
    pub(crate) async fn its_login(&self, login: &str, partner: &str) -> Program {
        let partner = self.partner(partner).await;
        let new = ItsLogin {
            id: ItsLoginId(0),
            account: PersonId(0),
            login: login.to_owned(),
            partner: partner.id,
            password_hash: self.password_hash().await,
            email: format!("{login}@forsait.example"),
            contract_until: "2035-12-31".parse().ok(),
            issued: true,
            since: self.clock.now(),
            accepted_at: Some(self.clock.now()),
            blocked_at: None,
            version: 1,
        };
        self.add_login(new).await
    }

    /// A program with exactly this ITS login.
    pub(crate) async fn add_login(&self, new: ItsLogin) -> Program {
        let tx = self.db().begin().await.unwrap();
        match logins::of_partner(&tx, new.partner, &new.login).await.unwrap() {
            Some(_) => {}
            None => match logins::add(&tx, &new).await {
                Ok(_) | Err(StoreError::Duplicate(_)) => {}
                Err(error) => panic!("{error}"),
            },
        }
        tx.commit().await.unwrap();
        let login = logins::of_partner(self.db(), new.partner, &new.login).await.unwrap().unwrap();
        Program { house: Arc::clone(&self.house), login }
    }
}
