//! The URLs of «Войти через облако».

use super::fill;

addresses! {
    /// What people type for the next.
    CLOUD_TYPED = "/cloud" => cloud_typed();
    /// The providers with which one signs in, and setting out for one of them.
    CLOUD = "/portal/cloud" => cloud();
    /// Where a provider sends the person back to.
    CLOUD_CALLBACK = "/cloud/callback" => cloud_callback();
    /// The accounts at providers that the viewer has linked.
    OWN_CLOUDS = "/profile/cloud" => own_clouds();
    /// Setting out to link one.
    OWN_CLOUD_LINKING = "/profile/cloud/linking" => own_cloud_linking();
    /// Unlinking one.
    OWN_CLOUD_ENDING = "/profile/cloud/{identity}/ending" => own_cloud_ending(identity);
}
