(async function () {
"use strict";
const inside = document.getElementById("code").textContent;
let text;
try {
const squeezed = Uint8Array.from(atob(inside), (one) => one.charCodeAt(0));
text = await new Response(new Blob([squeezed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
} catch {
document.getElementById("question").textContent = "This page needs a browser of 2023 or later. Nothing of it can be shown in this one.";
return;
}
const script = document.createElement("script"), address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
script.addEventListener("load", () => { URL.revokeObjectURL(address); script.remove(); });
script.src = address;
document.body.append(script);
})();
