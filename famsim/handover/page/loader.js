(async function () {
"use strict";
const WILD = [0, 8, 10, 11, 12, 13, 26, 27, 28, 29, 30, 38, 60, 127];
// seven bits a sign, after how many bytes they are (signs.py)
function bytesOf(text) {
const from = text.indexOf(";") + 1, bytes = new Uint8Array(Number(text.slice(0, from - 1)));
let word = 0, bits = 0, at = 0;
const put = (seven) => {
word = (word << 7) | seven;
bits += 7;
if (bits < 8) return;
bits -= 8;
bytes[at++] = word >> bits;
word &= (1 << bits) - 1;
};
for (let i = from; i < text.length; i++) {
const sign = text.charCodeAt(i);
if (sign > 127) put(WILD[(sign >> 7) - 2]);
put(sign & 127);
}
return bytes;
}
async function unpacked(id) {
const { body } = new Response(bytesOf(document.getElementById(id).textContent));
return new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).text();
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
