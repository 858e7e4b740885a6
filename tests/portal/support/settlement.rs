//! The steps of a month: formed, published, agreed, invoiced.

use registrar::domain::month::Month;
use registrar::domain::role::{Role, Scope};
use registrar::domain::statement::Statement;
use registrar::operations::settlement::{self, StatementPage};
use registrar::operations::{Failure, invoicing};
use registrar::store::statements;

use super::{Persona, Portal};

impl Portal {
    /// The statement of a partner's month in its present state.
    pub(crate) async fn statement(&self, partner: &str, month: Month) -> Statement {
        let partner = self.partner(partner).await.id;
        statements::open(self.db(), &Scope::Everything, partner, month).await.unwrap()
    }

    /// The statement's page as the operator reads it.
    pub(crate) async fn page(&self, partner: &str, month: Month) -> StatementPage {
        settlement::open_of_partner(&self.billing().await.desk(), partner, month, settlement::Part::default())
            .await
            .unwrap()
    }

    /// Forms a statement and returns the number of its lines.
    pub(crate) async fn formed(&self, billing: &Persona, partner: &str, month: Month) -> u64 {
        settlement::form(&billing.desk(), month, Some(partner), |_, _| {}).await.unwrap().1
    }

    /// Forms a statement and publishes it to the partner.
    pub(crate) async fn published(&self, billing: &Persona, partner: &str, month: Month) {
        self.formed(billing, partner, month).await;
        let seen = self.statement(partner, month).await.version;
        settlement::publish(&billing.desk(), partner, month, seen).await.unwrap();
    }

    /// The partner's manager agrees to the present lines.
    pub(crate) async fn agree(&self, partner: &str, month: Month) -> Result<(), Failure> {
        let desk = self.manager_of(partner).await.desk();
        let page = settlement::open_own(&desk, month, settlement::Part::default()).await?;
        let looked_at = page.sha256.unwrap_or_default();
        settlement::agree(&desk, month, page.row.statement.version, &looked_at).await
    }

    /// Forms and publishes a statement, and has the partner agree to it.
    pub(crate) async fn agreed(&self, partner: &str, month: Month) {
        self.published(&self.billing().await, partner, month).await;
        self.agree(partner, month).await.unwrap();
    }

    /// Issues the invoice of an agreed statement.
    pub(crate) async fn invoice(&self, partner: &str, month: Month) -> Result<String, Failure> {
        let seen = self.statement(partner, month).await.version;
        invoicing::invoice(&self.billing().await.desk(), partner, month, seen).await
    }

    /// Closes an agreed statement without an invoice.
    pub(crate) async fn close(&self, partner: &str, month: Month) -> Result<(), Failure> {
        let seen = self.statement(partner, month).await.version;
        invoicing::close(&self.billing().await.desk(), partner, month, seen).await
    }

    /// The manager of any partner.
    pub(crate) async fn manager_of(&self, code: &str) -> Persona {
        let partner = self.partner(code).await;
        let login = format!("manager-{code}");
        self.person(&login, "Орлов Николай Андреевич", &[(Role::PartnerManager, Some(&partner))]).await
    }
}
