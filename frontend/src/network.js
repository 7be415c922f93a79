// The network of people as a picture: <div data-network="id-of-json-script">. The server renders the same data as a
// table beside it, which is what a keyboard or a screen reader uses. Data:
//   {"nodes": [{"id", "name", "kind": "person|company|unit|seat", "note", "attitude": -2…2|null, "is_centre", "url"}],
//    "links": [{"source", "target", "label", "kind": "reports|influence|conflict|other", "directed"}],
//    "attitudes": {"-2": "…", "-1": "…", "0": "…", "1": "…", "2": "…"}}
// Attitude is told three ways: colour, shape, and a word in the label.
import { GraphChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([GraphChart, TooltipComponent, SVGRenderer]);

const star = "path://M12 1l3.1 6.9 7.4.8-5.5 5 1.6 7.4L12 17.300l-6.600 3.800 1.600-7.400-5.500-5 7.400-.8z";
const shapes = { "-2": "diamond", "-1": "triangle", 0: "rect", 1: "circle", 2: star };
const tones = { "-2": "--tone-red", "-1": "--tone-orange", 0: "--tone-gray", 1: "--tone-teal", 2: "--tone-green" };

function colour(name) {
  // light-dark() values must be resolved by the browser: a probe element's colour is always an rgb().
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const paint = document.createElement("canvas").getContext("2d");
  paint.fillStyle = getComputedStyle(probe).color;
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
  probe.remove();
  return `rgb(${red}, ${green}, ${blue})`;
}

function nodeOption(node, data, ink) {
  const rated = node.attitude !== null && node.attitude !== undefined;
  const word = rated ? data.attitudes?.[node.attitude] : "";
  const corporate = node.kind === "company" || node.kind === "unit";
  const fill = corporate ? ink.accent : rated ? ink.tones[node.attitude] : ink.gray;
  return {
    id: String(node.id),
    name: String(node.id),
    url: node.url,
    symbol: corporate ? "roundRect" : rated ? shapes[node.attitude] : "circle",
    symbolSize: (node.is_centre ? 46 : corporate ? 34 : 28) * ink.scale,
    itemStyle: {
      color: node.kind === "seat" ? ink.surface : fill,
      borderColor: node.kind === "seat" ? ink.gray : ink.surface,
      borderType: node.kind === "seat" ? "dashed" : "solid",
      borderWidth: 2,
    },
    label: { show: node.kind !== "seat" || ink.scale === 1, formatter: () => (word ? `${node.name}\n{word|${word}}` : node.name) },
    summary: [node.name, node.note, word].filter(Boolean).join("\n"),
  };
}

function linkOption(link, ink) {
  const conflict = link.kind === "conflict";
  return {
    source: String(link.source),
    target: String(link.target),
    label: { formatter: link.label ?? "" },
    summary: link.label ?? "",
    symbol: link.directed || link.kind === "reports" ? ["none", "arrow"] : ["none", "none"],
    lineStyle: {
      color: conflict ? ink.tones[-2] : ink.line,
      type: link.kind === "reports" ? "solid" : conflict ? "dotted" : "dashed",
      width: conflict ? 2 : 1.25,
      opacity: 0.9,
    },
  };
}

// The layout knows no edges: bring all of it into sight, leaving room for the labels.
function fit(chart) {
  const placed = chart.getModel().getSeriesByIndex(0).getData();
  const points = Array.from({ length: placed.count() }, (_, place) => placed.getItemLayout(place)).filter(Boolean);
  if (!points.length) return;
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const zoom = Math.min(1, (chart.getWidth() - 72) / (right - left || 1), (chart.getHeight() - 96) / (bottom - top || 1));
  const [originX, originY] = [chart.getWidth() / 2, chart.getHeight() / 2];
  const move = { type: "graphRoam", seriesIndex: 0 };
  chart.dispatchAction({ ...move, dx: originX - (left + right) / 2, dy: originY - 12 - (top + bottom) / 2 });
  chart.dispatchAction({ ...move, zoom, originX, originY });
}

function draw(holder) {
  const data = JSON.parse(document.getElementById(holder.dataset.network).textContent);
  // A few people need no half page; more than thirty fill what there is.
  holder.style.height = `min(70dvh, ${Math.min(40, 24 + data.nodes.length)}rem)`;
  const many = data.nodes.length > 40;
  const narrow = holder.clientWidth < 600; // there words would lie upon each other: a tap tells them
  if (narrow) holder.style.height = `min(70dvh, ${Math.round(holder.clientWidth * 1.15)}px)`;
  const chart = echarts.init(holder, null, { renderer: "svg" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const paint = () => {
    const ink = {
      scale: narrow ? 0.8 : 1,
      text: colour("--tblr-body-color"), gray: colour("--tone-gray"), accent: colour("--tblr-primary"),
      line: colour("--tblr-tertiary-color"), surface: colour("--tblr-bg-surface"),
      tones: Object.fromEntries(Object.entries(tones).map(([key, name]) => [key, colour(name)])),
    };
    chart.setOption({
      animation: false,
      tooltip: {
        renderMode: "richText", confine: true, backgroundColor: ink.surface, borderColor: ink.line,
        textStyle: { color: ink.text, fontSize: 13 }, formatter: (hit) => hit.data.summary,
      },
      series: [{
        type: "graph", layout: "force", roam: true, draggable: true,
        data: data.nodes.map((node) => nodeOption(node, data, ink)),
        links: data.links.map((link) => linkOption(link, ink)),
        force: { repulsion: many ? 260 : narrow ? 420 : 640, edgeLength: many || narrow ? [60, 120] : [100, 160], gravity: many ? 0.1 : 0.13, layoutAnimation: !still && !many && !narrow, friction: 0.4 },
        edgeSymbolSize: 7,
        label: { show: true, position: "bottom", color: ink.text, fontSize: 12, lineHeight: 16, rich: { word: { color: ink.gray, fontSize: 11 } } },
        edgeLabel: { show: !many && !narrow, color: ink.gray, fontSize: 11 },
        labelLayout: { hideOverlap: many || narrow },
        emphasis: { focus: "adjacency", lineStyle: { width: 2.5 } },
      }],
    }, true);
    if (still || many || narrow) fit(chart);
  };
  paint();
  if (!still && !many && !narrow) setTimeout(() => fit(chart), 2500); // the layout has come to rest
  chart.on("click", (hit) => { if (hit.dataType === "node" && hit.data.url) location.href = hit.data.url; });
  new ResizeObserver(() => chart.resize()).observe(holder);
  new MutationObserver(paint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
}

function start(root) {
  for (const holder of root.querySelectorAll("[data-network]")) {
    if (holder.dataset.drawn) continue;
    holder.dataset.drawn = "1";
    draw(holder);
  }
}

start(document);
// The graph's tab may arrive later as a fragment.
document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
