//! Which types are in circles with each other: the strongly connected components of a graph, by Tarjan's algorithm, without
//! recursion, since documents nest as deeply as they like.

/// The component of each node of a graph: two nodes have the same number if each leads to the other.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        index: vec![None; edges.len()],
        low: vec![0; edges.len()],
        component: vec![None; edges.len()],
        stack: Vec::new(),
        next: 0,
        found: 0,
    };
    for start in 0..edges.len() {
        if search.index.get(start) == Some(&None) {
            search.from(start, edges);
        }
    }
    search.component.into_iter().map(Option::unwrap_or_default).collect()
}

struct Search {
    /// When a node was met.
    index: Vec<Option<usize>>,
    /// The first node that is met again from a node.
    low: Vec<usize>,
    component: Vec<Option<usize>>,
    /// Nodes whose component is not closed yet.
    stack: Vec<usize>,
    next: usize,
    found: usize,
}

impl Search {
    fn from(&mut self, start: usize, edges: &[Vec<usize>]) {
        let mut path = vec![(start, 0)];
        self.meet(start);
        while let Some((node, position)) = path.last_mut() {
            let node = *node;
            let target = edges.get(node).and_then(|targets| targets.get(*position)).copied();
            *position += 1;
            match target {
                Some(target) => match self.index.get(target).copied().flatten() {
                    None if target < edges.len() => {
                        self.meet(target);
                        path.push((target, 0));
                    }
                    Some(met) if self.component.get(target) == Some(&None) => self.lower(node, met),
                    _ => {}
                },
                None => {
                    path.pop();
                    self.close(node);
                    if let Some((parent, _)) = path.last() {
                        let low = self.low.get(node).copied().unwrap_or_default();
                        self.lower(*parent, low);
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize) {
        if let (Some(index), Some(low)) = (self.index.get_mut(node), self.low.get_mut(node)) {
            (*index, *low) = (Some(self.next), self.next);
        }
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    /// Closes the component that a node is the first of, if it is.
    fn close(&mut self, node: usize) {
        if self.index.get(node).copied().flatten() != self.low.get(node).copied() {
            return;
        }
        while let Some(member) = self.stack.pop() {
            if let Some(component) = self.component.get_mut(member) {
                *component = Some(self.found);
            }
            if member == node {
                break;
            }
        }
        self.found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_that_lead_to_each_other_are_together() {
        let found = components(&[vec![1], vec![2], vec![0, 3], vec![4], vec![3], vec![0]]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        assert_eq!(found[3], found[4]);
        let mut apart = [found[0], found[3], found[5]];
        apart.sort_unstable();
        assert!(apart.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_long_way_needs_no_deep_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        let found = components(&edges);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
