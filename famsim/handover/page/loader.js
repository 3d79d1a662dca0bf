(async function () {
"use strict";
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=:?@^_`{|}~";
// base85: five signs are four bytes; the last few may be fewer
function bytesOf(text) {
const worth = new Uint8Array(128), bytes = new DataView(new ArrayBuffer(4 * Math.ceil(text.length / 5)));
[...SIGNS].forEach((sign, i) => { worth[sign.charCodeAt(0)] = i; });
for (let at = 0; at < text.length; at += 5) {
let word = 0;
for (let i = at; i < at + 5; i++) word = 85 * word + (i < text.length ? worth[text.charCodeAt(i)] : 84);
bytes.setUint32(4 * (at / 5), word);
}
return bytes.buffer.slice(0, bytes.byteLength - (5 - text.length % 5) % 5);
}
async function unpacked(id) {
const stream = new Blob([bytesOf(document.getElementById(id).textContent)]).stream();
return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).text();
}
let code;
try {
code = await unpacked("code");
document.getElementById("data").textContent = await unpacked("data");
} catch {
document.getElementById("question").textContent = "This page needs a browser of 2023 or later. Nothing of it can be shown in this one.";
return;
}
const script = document.createElement("script"), address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
script.addEventListener("load", () => { URL.revokeObjectURL(address); script.remove(); });
script.src = address;
document.body.append(script);
})();
