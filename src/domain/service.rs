//! What the portal's menu names and nobody here serves.

codes! {
    /// A service that is had elsewhere.
    pub enum NotServed {
        /// Products on the platform.
        Enterprise = "enterprise",
        /// The cloud.
        Cloud = "cloud",
        /// Products that were bought at Эвотор.
        Evotor = "evotor",
        /// Cash registers of 1С.
        Cash = "cash",
        /// Services that accompany configurations.
        Configurations = "configurations",
        /// Other services.
        Services = "services",
        /// Activating cash registers.
        CashActivation = "cash-activation",
    }
}
