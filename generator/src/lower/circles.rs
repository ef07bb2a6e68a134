//! Types that hold themselves: what no value can have is broken, and what any value can have is boxed.
//!
//! Four kinds of circle, in this order. Other names that lead only to other names, through lists or not: Rust has no such
//! type, and one of them becomes JSON. Unions that are members of themselves: the member is dropped, since it adds
//! nothing. Structs that always hold themselves: no value is so, and one field becomes optional. Circles that break are
//! entered at the type whose name comes first, so that they break at the same place whatever the document's order, and
//! whatever else leads into them. What is left is boxed where it leads back: to a type whose name does not come after that
//! of the holder. So a box depends on the two types that it stands between, and on their being in a circle, and does not
//! move when something else comes or goes.

mod components;

use components::components;

use super::graph::type_uses;
use crate::diagnostics::{Place, Tally, codes_lower};
use crate::document::Node;
use crate::ir::{Api, Ty, TypeId, TypeKind};

/// One step from a type to one that it holds: the position of the field or member, and the type.
type Step = (usize, TypeId);

/// Breaks or boxes every circle.
pub(super) fn break_circles(api: &mut Api, document: &Node, tally: &mut Tally) {
    for (id, _) in closing_steps(api, name_steps) {
        report(api, id, "a schema is made of nothing but itself, and is typed as JSON", document, tally);
        api.types[id].kind = TypeKind::Alias(Ty::Json);
    }
    // From the last one on, so that positions hold while members go.
    for (id, position) in closing_steps(api, member_steps).into_iter().rev() {
        report(api, id, "a union is a member of itself, which adds nothing", document, tally);
        if let TypeKind::Union(union) = &mut api.types[id].kind
            && position < union.members.len()
        {
            union.members.remove(position);
        }
    }
    for (id, position) in closing_steps(api, required_steps) {
        report(api, id, "an object always holds itself, which none can; the property is optional", document, tally);
        if let TypeKind::Struct(structure) = &mut api.types[id].kind
            && let Some(field) = structure.fields.get_mut(position)
        {
            field.required = false;
        }
    }
    for (id, position) in leading_back(api, held_steps) {
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

/// From other names to those that they lead to, through lists too.
fn name_steps(api: &Api, id: TypeId) -> Vec<Step> {
    match &api.types[id].kind {
        TypeKind::Alias(ty) => ty.named().map(|target| (0, target)).into_iter().collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => Vec::new(),
    }
}

/// From unions to the unions that are their members.
fn member_steps(api: &Api, id: TypeId) -> Vec<Step> {
    match &api.types[id].kind {
        TypeKind::Union(_) => held_steps(api, id),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// From structs to what they always hold.
fn required_steps(api: &Api, id: TypeId) -> Vec<Step> {
    match &api.types[id].kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate().filter(|(_, field)| field.required && !field.nullable);
            fields.filter_map(|(index, field)| Some((index, target(api, &field.ty)?))).collect()
        }
        TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// From structs and unions to what they hold in place.
fn held_steps(api: &Api, id: TypeId) -> Vec<Step> {
    let uses = type_uses(&api.types[id].kind).into_iter().enumerate();
    match &api.types[id].kind {
        TypeKind::Alias(_) => Vec::new(),
        _ => uses.filter_map(|(index, ty)| Some((index, target(api, ty)?))).collect(),
    }
}

/// The type that a use holds in place, whatever other names it goes by. These have no circles any more.
fn target(api: &Api, ty: &Ty) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        let id = ty.held()?;
        match &api.types[id].kind {
            TypeKind::Alias(other) => ty = other,
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => return Some(id),
        }
    }
}

/// The steps to types in the same circles.
fn circular_steps(api: &Api, steps: fn(&Api, TypeId) -> Vec<Step>) -> Vec<Vec<Step>> {
    let all: Vec<Vec<Step>> = api.types.iter().map(|(id, _)| steps(api, id)).collect();
    let edges: Vec<Vec<usize>> =
        all.iter().map(|steps| steps.iter().map(|(_, target)| target.index()).collect()).collect();
    let components = components(&edges);
    let within = |(index, steps): (usize, Vec<Step>)| {
        let is_within = |(_, target): &Step| components.get(target.index()) == components.get(index);
        steps.into_iter().filter(is_within).collect()
    };
    all.into_iter().enumerate().map(within).collect()
}

/// The steps in circles that lead to a type whose name does not come after. Every circle has one.
fn leading_back(api: &Api, steps: fn(&Api, TypeId) -> Vec<Step>) -> Vec<(TypeId, usize)> {
    let all = circular_steps(api, steps);
    let of_type = |(id, steps): (TypeId, Vec<Step>)| {
        steps.into_iter().filter(move |(_, target)| *target <= id).map(move |(position, _)| (id, position))
    };
    api.types.iter().map(|(id, _)| id).zip(all).flat_map(of_type).collect()
}

/// The steps that close a circle: of each, the last one on the way from where it is entered.
fn closing_steps(api: &Api, steps: fn(&Api, TypeId) -> Vec<Step>) -> Vec<(TypeId, usize)> {
    let all = circular_steps(api, steps);
    let steps = |id: TypeId| all.get(id.index()).cloned().unwrap_or_default().into_iter();
    let mut found = Vec::new();
    let mut states: Vec<State> = vec![State::New; api.types.len()];
    for (start, _) in api.types.iter() {
        if state(&states, start) != State::New {
            continue;
        }
        let mut path = vec![(start, steps(start))];
        set(&mut states, start, State::Open);
        while let Some((id, outgoing)) = path.last_mut() {
            let Some((position, target)) = outgoing.next() else {
                set(&mut states, *id, State::Done);
                path.pop();
                continue;
            };
            match state(&states, target) {
                State::New => {
                    set(&mut states, target, State::Open);
                    path.push((target, steps(target)));
                }
                State::Open => found.push((*id, position)),
                State::Done => {}
            }
        }
    }
    found.sort_unstable();
    found
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
