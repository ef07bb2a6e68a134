//! Lists: how long they are.

use serde_json::Value;

use super::flat::Parts;
use super::{Fill, Sampler};

impl<'a> Sampler<'a> {
    pub(super) fn array(&mut self, parts: &Parts<'a>, depth: usize) -> Option<Value> {
        let (least, most) = parts.sizes("minItems", "maxItems");
        let most = most.unwrap_or(usize::MAX);
        let fixed: Vec<&'a Value> = parts
            .all("prefixItems")
            .filter_map(Value::as_array)
            .max_by_key(|items| items.len())
            .into_iter()
            .flatten()
            .collect();
        let length = match self.turn(parts.address() + 2, 4)? {
            _ if self.is_deep(depth) || self.fill == Fill::Least => least,
            0 => least.max(1),
            1 => least.max(2),
            2 => least,
            _ => least.max(fixed.len()).max(1),
        };
        let unique = parts.all("uniqueItems").any(|unique| *unique == Value::Bool(true));
        let schemas: Vec<&'a Value> = parts.all("items").collect();
        let mut items: Vec<Value> = Vec::new();
        for index in 0..length.min(most).min(300) {
            let one = fixed.get(index).map(std::slice::from_ref).unwrap_or(&schemas);
            // Another turn gives another value, where there is one.
            for _ in 0..if unique { 20 } else { 1 } {
                match self.below(&index.to_string(), |sampler| sampler.value(one, depth + 1)) {
                    Some(item) if unique && items.contains(&item) => {}
                    Some(item) => {
                        items.push(item);
                        break;
                    }
                    None => break,
                }
            }
            if items.len() <= index {
                break;
            }
        }
        (items.len() >= least.min(300)).then_some(Value::Array(items))
    }
}
