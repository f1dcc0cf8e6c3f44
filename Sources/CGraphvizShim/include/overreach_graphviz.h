#ifndef OVERREACH_GRAPHVIZ_H
#define OVERREACH_GRAPHVIZ_H

// What Swift cannot reach in libgraphviz: mutable globals (Agdirected), accessors that are macros (ND_coord, ED_spl),
// parameters that lack const, and the error callback. Types stay opaque, so that Swift needs no Graphviz header.
// Nothing here is thread-safe: Graphviz keeps its state in globals.

typedef struct overreach_context overreach_context;
typedef struct overreach_graph overreach_graph;
typedef struct overreach_node overreach_node;
typedef struct overreach_edge overreach_edge;

typedef struct {
    double x;
    double y;
} overreach_point;

// NULL if no context can be made. Errors of Graphviz go to the buffer that overreach_last_error reads, not to stderr.
overreach_context *overreach_context_open(void);
void overreach_context_close(overreach_context *context);
const char *overreach_last_error(void);

overreach_graph *overreach_graph_open(void);
// Frees the layout as well, if overreach_graph_lay_out made one.
void overreach_graph_close(overreach_context *context, overreach_graph *graph);
overreach_graph *overreach_subgraph(overreach_graph *graph, const char *name);
overreach_node *overreach_graph_node(overreach_graph *graph, const char *name);
// The node becomes a member of the subgraph too.
void overreach_subgraph_take(overreach_graph *subgraph, overreach_node *node);
overreach_edge *overreach_graph_edge(overreach_graph *graph, overreach_node *tail, overreach_node *head);

// Names and values must be constants or numbers of ours; values of labels are set by overreach_edge_reserve only.
void overreach_graph_set(overreach_graph *graph, const char *name, const char *value);
void overreach_node_set(overreach_node *node, const char *name, const char *value);
void overreach_edge_set(overreach_edge *edge, const char *name, const char *value);
// Keeps a box of exactly this many whole points free beside the edge.
void overreach_edge_reserve(overreach_graph *graph, overreach_edge *edge, int width, int height);

// 0 when `dot` made a layout.
int overreach_graph_lay_out(overreach_context *context, overreach_graph *graph);

// Valid after a layout only, in points.
overreach_point overreach_graph_size(overreach_graph *graph);
overreach_point overreach_node_centre(overreach_node *node);
// The number of control points, 0 if the edge was not routed.
int overreach_edge_point_count(overreach_edge *edge);
overreach_point overreach_edge_point(overreach_edge *edge, int index);
// 1 if the edge has an arrow at that end, with its tip in `tip`.
int overreach_edge_head_tip(overreach_edge *edge, overreach_point *tip);
int overreach_edge_tail_tip(overreach_edge *edge, overreach_point *tip);
// 1 if the box was placed, with its centre in `centre`.
int overreach_edge_label_centre(overreach_edge *edge, overreach_point *centre);

#endif
