//! How addresses are declared.

/// Declares addresses: a constant with the router's pattern, a function that fills it, and [`ALL`] of them.
macro_rules! addresses {
    ($($(#[$doc:meta])* $constant:ident = $pattern:literal => $function:ident($($part:ident),*);)+) => {
        $(
            $(#[$doc])*
            pub const $constant: &str = $pattern;

            $(#[$doc])*
            #[must_use]
            pub fn $function($($part: &str),*) -> String {
                fill($constant, &[$((stringify!($part), $part)),*])
            }
        )+

        /// Every pattern, for the checks of the gallery.
        pub(super) const ALL: &[&str] = &[$($constant),+];
    };
}
