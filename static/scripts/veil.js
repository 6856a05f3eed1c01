// A link to a blind reading shows no name before the letters are there. This small script runs before the page is
// drawn; should the others not arrive, the page comes all the same.
if (new URLSearchParams(location.search).has("blind")) {
  document.documentElement.classList.add("veiled");
  setTimeout(() => document.documentElement.classList.remove("veiled"), 4000);
}
