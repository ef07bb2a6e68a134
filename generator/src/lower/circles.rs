//! Types that hold themselves: what no value can have is broken, and what any value can have is boxed.
//!
//! Three kinds of circle, in this order. Names that lead only to names, through lists or not, and unions that are members
//! of themselves: no Rust type is so, and one step becomes JSON. Structs that always hold themselves: no value is so, and
//! one field becomes optional. What is left is boxed at one field of each circle. A circle is always entered at the type
//! whose name comes first, so that it breaks at the same place whatever the document's order.

use super::graph::{held, named, type_uses};
use crate::diagnostics::{Place, Tally, codes_lower};
use crate::document::Node;
use crate::ir::{Api, Ty, TypeId, TypeKind};

/// One step from a type to one that it holds: the position of the field or member, and the type.
type Step = (usize, TypeId);

/// Breaks or boxes every circle.
pub(super) fn break_circles(api: &mut Api, document: &Node, tally: &mut Tally) {
    for (id, position) in closing_steps(api, name_steps) {
        report(api, id, "a schema is made of nothing but itself; it is typed as JSON there", document, tally);
        match &mut api.types[id].kind {
            TypeKind::Alias(ty) => *ty = Ty::Json,
            TypeKind::Union(union) => {
                if let Some(member) = union.members.get_mut(position) {
                    member.ty = Ty::Json;
                }
            }
            TypeKind::Struct(_) | TypeKind::Enum(_) => {}
        }
    }
    remove_json_members(api);
    for (id, position) in closing_steps(api, required_steps) {
        report(api, id, "an object always holds itself, which none can; the property is optional", document, tally);
        if let TypeKind::Struct(structure) = &mut api.types[id].kind
            && let Some(field) = structure.fields.get_mut(position)
        {
            field.required = false;
        }
    }
    for (id, position) in closing_steps(api, held_steps) {
        match &mut api.types[id].kind {
            TypeKind::Struct(structure) => {
                if let Some(field) = structure.fields.get_mut(position) {
                    field.boxed = true;
                }
            }
            TypeKind::Union(union) => {
                if let Some(member) = union.members.get_mut(position) {
                    member.boxed = true;
                }
            }
            TypeKind::Alias(_) | TypeKind::Enum(_) => {}
        }
    }
}

fn report(api: &Api, id: TypeId, message: &str, document: &Node, tally: &mut Tally) {
    let pointer = &api.types[id].pointer;
    let place = Place::of(document.nearest(pointer), pointer.as_str());
    let help = "let a property that may be missing, or a list, stand between";
    tally.warn(codes_lower::SCHEMA_CIRCLE, message, place, help);
}

/// A union that may be any JSON in two ways may be it in one.
fn remove_json_members(api: &mut Api) {
    let ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let TypeKind::Union(union) = &mut api.types[id].kind
            && union.members.iter().any(|member| member.ty == Ty::Json)
        {
            union.members.retain(|member| member.ty != Ty::Json);
            if union.members.is_empty() {
                api.types[id].kind = TypeKind::Alias(Ty::Json);
            }
        }
    }
}

/// From other names and unions to what they are.
fn name_steps(api: &Api, id: TypeId) -> Vec<Step> {
    match &api.types[id].kind {
        TypeKind::Alias(ty) => named(ty).map(|target| (0, target)).into_iter().collect(),
        TypeKind::Union(union) => {
            let members = union.members.iter().enumerate();
            members.filter_map(|(index, member)| Some((index, held(&member.ty)?))).collect()
        }
        TypeKind::Struct(_) | TypeKind::Enum(_) => Vec::new(),
    }
}

/// From structs to what they always hold, and through other names.
fn required_steps(api: &Api, id: TypeId) -> Vec<Step> {
    match &api.types[id].kind {
        TypeKind::Alias(ty) => held(ty).map(|target| (0, target)).into_iter().collect(),
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate().filter(|(_, field)| field.required && !field.nullable);
            fields.filter_map(|(index, field)| Some((index, held(&field.ty)?))).collect()
        }
        TypeKind::Union(_) | TypeKind::Enum(_) => Vec::new(),
    }
}

/// From any type to what it holds in place.
fn held_steps(api: &Api, id: TypeId) -> Vec<Step> {
    let uses = type_uses(&api.types[id].kind).into_iter().enumerate();
    uses.filter_map(|(index, ty)| Some((index, held(ty)?))).collect()
}

/// The steps that close a circle: of each, the last one on the way from where it is entered. A step from another name
/// cannot be changed where a struct or union is part of the circle, so the step before it stands for it.
fn closing_steps(api: &Api, steps: fn(&Api, TypeId) -> Vec<Step>) -> Vec<(TypeId, usize)> {
    let mut found = Vec::new();
    let mut states: Vec<State> = vec![State::New; api.types.len()];
    for (start, _) in api.types.iter() {
        if state(&states, start) != State::New {
            continue;
        }
        let mut path: Vec<(TypeId, Vec<Step>, usize)> = vec![(start, steps(api, start), 0)];
        set(&mut states, start, State::Open);
        while let Some((id, outgoing, next)) = path.last_mut() {
            let Some((position, target)) = outgoing.get(*next).copied() else {
                set(&mut states, *id, State::Done);
                path.pop();
                continue;
            };
            *next += 1;
            match state(&states, target) {
                State::New => {
                    set(&mut states, target, State::Open);
                    path.push((target, steps(api, target), 0));
                }
                State::Open => found.push(changeable(api, &path, target, position)),
                State::Done => {}
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The last step of a circle that is a field or a member; the very last if all are other names.
fn changeable(api: &Api, path: &[(TypeId, Vec<Step>, usize)], target: TypeId, position: usize) -> (TypeId, usize) {
    let start = path.iter().position(|(id, ..)| *id == target).unwrap_or(0);
    let circle = path.get(start..).unwrap_or_default();
    let step = |(id, outgoing, next): &(TypeId, Vec<Step>, usize)| {
        let taken = outgoing.get(next.saturating_sub(1)).map_or(0, |(position, _)| *position);
        (*id, taken)
    };
    let solid = |(id, ..): &&(TypeId, Vec<Step>, usize)| !matches!(api.types[*id].kind, TypeKind::Alias(_));
    let last = circle.iter().rev().find(solid).map(step);
    last.unwrap_or_else(|| circle.last().map_or((target, position), |last| (last.0, position)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn state(states: &[State], id: TypeId) -> State {
    states.get(id.index()).copied().unwrap_or(State::Done)
}

fn set(states: &mut [State], id: TypeId, state: State) {
    if let Some(slot) = states.get_mut(id.index()) {
        *slot = state;
    }
}
