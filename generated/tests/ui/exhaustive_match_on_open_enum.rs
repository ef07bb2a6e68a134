//! A service may grow a value at any time.

use acs_sdk::models::DeliveryStatus;

fn is_there(status: &DeliveryStatus) -> bool {
    match status {
        DeliveryStatus::Delivered => true,
        DeliveryStatus::Failed => false,
        DeliveryStatus::Unknown(_) => false,
    }
}

fn main() {
    let _ = is_there(&DeliveryStatus::Failed);
}
