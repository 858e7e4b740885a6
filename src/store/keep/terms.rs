//! Keeping prices, settings and other terms, deliveries and products: they belong to the operator's chain and cause no errands.

use super::Keepable;
use crate::domain::contract::{Conclusion, DiscountPlan};
use crate::domain::delivery::DeliveryBatch;
use crate::domain::ids::PartnerId;
use crate::domain::members::SubscriberMembers;
use crate::domain::organization::Organization;
use crate::domain::partner::{Enrolment, Partner};
use crate::domain::policy_version::PolicyVersion;
use crate::domain::price::{GroundVersion, PriceVersion, PromotionPlan};
use crate::domain::product::OwnProduct;
use crate::domain::reason::CannedReason;
use crate::domain::sealing::Sealing;
use crate::domain::settings::PlannedSetting;
use crate::store::audit::Keeper;
use crate::store::{
    StoreError, Tx, audit, contracts, deliveries, installation, members, organizations, partners,
    policy_versions, price_list, products, reasons, settings,
};

/// Implements [`Keepable`] for a term from the expressions of its writing and its audit name.
macro_rules! terms {
    ($($term:ty: |$this:ident, $tx:ident, $keeper:ident| $write:expr, $subject:expr;)+) => {$(
        impl Keepable for $term {
            async fn write(&self, $tx: &Tx, $keeper: &Keeper) -> Result<(), StoreError> {
                let $this = self;
                $write.await
            }

            fn after_writing(self) -> Self {
                self
            }

            fn chain(&self) -> PartnerId {
                audit::OPERATOR_CHAIN
            }

            fn subject(&self) -> String {
                let $this = self;
                $subject
            }
        }
    )+};
}

terms! {
    PlannedSetting: |this, tx, keeper| settings::write(tx, keeper, this), audit::setting_subject(this.setting);
    PriceVersion: |this, tx, _keeper| price_list::write(tx, this), audit::prices_subject(this.from);
    GroundVersion: |this, tx, _keeper| price_list::write_ground(tx, this), audit::ground_subject(this.table, this.from);
    PromotionPlan: |this, tx, _keeper| price_list::write_promotion(tx, this), audit::promotion_subject(&this.0.value.code);
    CannedReason: |this, tx, keeper| reasons::write(tx, keeper, this), audit::reason_subject(&this.code);
    Enrolment: |this, tx, _keeper| contracts::enrol(tx, this), audit::partner_subject(&this.partner.code);
    Partner: |this, tx, _keeper| partners::write_card(tx, this), audit::partner_subject(&this.code);
    Conclusion: |this, tx, _keeper| contracts::conclude(tx, this), audit::partner_subject(&this.partner_code);
    DiscountPlan: |this, tx, _keeper| contracts::write_discounts(tx, &this.contract), audit::partner_subject(&this.partner_code);
    DeliveryBatch: |this, tx, keeper| deliveries::write(tx, this, keeper.at), audit::deliveries_subject(this.day);
    OwnProduct: |this, tx, _keeper| products::write(tx, this), audit::product_subject(this);
    SubscriberMembers: |this, tx, _keeper| members::write(tx, this), audit::members_subject(&this.code);
    Sealing: |this, tx, _keeper| installation::write(tx, this), audit::sealing_subject(this);
    PolicyVersion: |this, tx, keeper| policy_versions::write(tx, this, keeper.at), audit::policy_subject(this);
    Organization: |this, tx, _keeper| organizations::write_service(tx, this), audit::organization_subject(&this.subscriber_code);
}
