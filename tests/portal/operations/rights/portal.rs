//! The operations on products, deliveries and one's own subscriber.

use registrar::domain::ids::{InvitationId, PersonId, ProductId};
use registrar::domain::product::{FreeProduct, TypedQuestionnaire};
use registrar::domain::registration::Profile;
use registrar::operations::members::TypedInvitation;
use registrar::operations::products::TypedPair;
use registrar::operations::{Desk, Requester, deliveries, members, products, subscriber};

use super::{Probe, probes};

const CALLER: Requester<'static> = Requester { address: "192.0.2.1", secret: &[7], request_id: "test" };

pub(super) fn products(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewOwnProduct "products::list" => products::list(desk),
        ViewOwnProduct "products::open" => products::open(desk, ProductId(1)),
        RegisterProduct "products::prove" => async {
            products::prove(desk, &CALLER, &TypedPair::default()).await
        },
        RegisterProduct "products::claimed" => products::claimed(desk, ""),
        RegisterProduct "products::register" => async {
            products::register(desk, "", &TypedQuestionnaire::default()).await
        },
        RegisterProduct "products::receive" => products::receive(desk, FreeProduct::Publisher),
        ManageDeliveries "deliveries::count" => deliveries::count(desk),
        ManageDeliveries "deliveries::known" => deliveries::known(desk, &[]),
        ManageDeliveries "deliveries::publish" => deliveries::publish(desk, &[7], Vec::new()),
    )
}

pub(super) fn subscriber(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewOwnSubscriber "subscriber::own_organizations" => subscriber::own_organizations(desk),
        ViewOwnSubscriber "subscriber::profile" => subscriber::profile(desk),
        ViewOwnSubscriber "members::list" => members::list(desk),
        ManageOwnSubscriber "members::invite" => async {
            members::invite(desk, &CALLER, &TypedInvitation::default()).await
        },
        ManageOwnSubscriber "members::withdraw" => members::withdraw(desk, "", InvitationId(1)),
        ManageOwnSubscriber "members::end" => members::end(desk, "", PersonId(1)),
        ManageOwnSubscriber "members::name_by_inn" => members::name_by_inn(desk, "", PersonId(1)),
        AcceptInvitation "members::accept" => members::accept(desk, ""),
        EditOwnProfile "subscriber::change_profile" => async {
            subscriber::change_profile(desk, &Profile::default()).await
        },
    )
}
