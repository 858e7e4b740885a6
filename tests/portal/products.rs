//! The portal of a signed-in client: its menu, products, deliveries and the subscriber.

mod deliveries;
mod guessing;
mod members;
mod portal;
mod registering;
mod subscriber;
