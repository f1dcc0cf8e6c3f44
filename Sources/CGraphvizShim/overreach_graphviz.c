#include "overreach_graphviz.h"

#include <gvc.h>
#include <stdio.h>
#include <string.h>

static char last_error[512];

static int keep_error(char *message) {
    // The first message says why; what follows it are its consequences.
    if (last_error[0] == '\0') snprintf(last_error, sizeof last_error, "%s", message);
    return 0;
}

static Agraph_t *graph_of(overreach_graph *graph) { return (Agraph_t *)graph; }
static Agnode_t *node_of(overreach_node *node) { return (Agnode_t *)node; }
static Agedge_t *edge_of(overreach_edge *edge) { return (Agedge_t *)edge; }

static overreach_point point_of(pointf p) {
    overreach_point out = {p.x, p.y};
    return out;
}

overreach_context *overreach_context_open(void) {
    agseterrf(keep_error);
    return (overreach_context *)gvContext();
}

void overreach_context_close(overreach_context *context) { gvFreeContext((GVC_t *)context); }

const char *overreach_last_error(void) { return last_error; }

overreach_graph *overreach_graph_open(void) {
    last_error[0] = '\0';
    return (overreach_graph *)agopen("g", Agdirected, NULL);
}

void overreach_graph_close(overreach_context *context, overreach_graph *graph) {
    gvFreeLayout((GVC_t *)context, graph_of(graph));
    agclose(graph_of(graph));
}

overreach_graph *overreach_subgraph(overreach_graph *graph, const char *name) {
    return (overreach_graph *)agsubg(graph_of(graph), (char *)name, 1);
}

overreach_node *overreach_graph_node(overreach_graph *graph, const char *name) {
    return (overreach_node *)agnode(graph_of(graph), (char *)name, 1);
}

void overreach_subgraph_take(overreach_graph *subgraph, overreach_node *node) {
    agsubnode(graph_of(subgraph), node_of(node), 1);
}

overreach_edge *overreach_graph_edge(overreach_graph *graph, overreach_node *tail, overreach_node *head) {
    return (overreach_edge *)agedge(graph_of(graph), node_of(tail), node_of(head), NULL, 1);
}

void overreach_graph_set(overreach_graph *graph, const char *name, const char *value) {
    agsafeset(graph_of(graph), (char *)name, (char *)value, "");
}

void overreach_node_set(overreach_node *node, const char *name, const char *value) {
    agsafeset(node_of(node), (char *)name, (char *)value, "");
}

void overreach_edge_set(overreach_edge *edge, const char *name, const char *value) {
    agsafeset(edge_of(edge), (char *)name, (char *)value, "");
}

void overreach_edge_reserve(overreach_graph *graph, overreach_edge *edge, int width, int height) {
    char table[200];
    snprintf(
        table, sizeof table,
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" FIXEDSIZE=\"TRUE\""
        " WIDTH=\"%d\" HEIGHT=\"%d\"><TR><TD></TD></TR></TABLE>",
        width, height);
    char *label = agstrdup_html(graph_of(graph), table);
    agsafeset(edge_of(edge), "label", label, "");
    agstrfree(graph_of(graph), label);
}

int overreach_graph_lay_out(overreach_context *context, overreach_graph *graph) {
    return gvLayout((GVC_t *)context, graph_of(graph), "dot");
}

overreach_point overreach_graph_size(overreach_graph *graph) { return point_of(GD_bb(graph_of(graph)).UR); }

overreach_point overreach_node_centre(overreach_node *node) { return point_of(ND_coord(node_of(node))); }

int overreach_edge_point_count(overreach_edge *edge) {
    splines *route = ED_spl(edge_of(edge));
    // dot routes an edge as one curve; only compound clusters, which are not used, would split it.
    return route && route->size > 0 ? route->list[0].size : 0;
}

overreach_point overreach_edge_point(overreach_edge *edge, int index) {
    return point_of(ED_spl(edge_of(edge))->list[0].list[index]);
}

int overreach_edge_head_tip(overreach_edge *edge, overreach_point *tip) {
    bezier *curve = &ED_spl(edge_of(edge))->list[0];
    *tip = point_of(curve->ep);
    return curve->eflag != 0;
}

int overreach_edge_tail_tip(overreach_edge *edge, overreach_point *tip) {
    bezier *curve = &ED_spl(edge_of(edge))->list[0];
    *tip = point_of(curve->sp);
    return curve->sflag != 0;
}

int overreach_edge_label_centre(overreach_edge *edge, overreach_point *centre) {
    textlabel_t *label = ED_label(edge_of(edge));
    if (label == NULL) return 0;
    *centre = point_of(label->pos);
    return label->set != 0;
}
