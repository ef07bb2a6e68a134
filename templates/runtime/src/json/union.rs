//! Which member of a union it is that arrived.
//!
//! In this order: the discriminator's text; members that can be of this kind and whose fixed values and required
//! properties are there, the most demanding first, by trying. What is none of them is kept as it came: a service that
//! grows a new member breaks no call.

use serde_json::Value as Tree;

use super::super::model::{Constant, Member, Union};
use super::{Malformed, decode::decode_tree};

/// Reads a tree into the member that it is.
///
/// # Errors
/// When the discriminator names a member that the rest of the value is not.
pub(super) fn choose(union: &mut dyn Union, tree: Tree) -> Result<(), Malformed> {
    let table = union.table();
    if let Some(text) = table.tag.and_then(|tag| tree.get(tag)).and_then(Tree::as_str) {
        return match table.members.iter().position(|member| member.tags.contains(&text)) {
            Some(index) => decode_tree(&tree, union.select(index)),
            None => {
                union.keep(tree);
                Ok(())
            }
        };
    }
    let mut candidates: Vec<(usize, &Member)> =
        table.members.iter().enumerate().filter(|(_, member)| possible(member, &tree)).collect();
    candidates.sort_by_key(|(_, member)| std::cmp::Reverse(member.required.len() + member.constants.len()));
    for (index, _) in candidates {
        if decode_tree(&tree, union.select(index)).is_ok() {
            return Ok(());
        }
    }
    union.keep(tree);
    Ok(())
}

fn possible(member: &Member, tree: &Tree) -> bool {
    member.kinds.contains(tree)
        && member.required.iter().all(|name| tree.get(name).is_some())
        && member.constants.iter().all(|(name, constant)| match tree.get(name) {
            None => true,
            Some(value) => match *constant {
                Constant::String(text) => value.as_str() == Some(text),
                Constant::Integer(number) => value.as_i64() == Some(number),
                Constant::Bool(truth) => value.as_bool() == Some(truth),
            },
        })
}
