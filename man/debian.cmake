# What Debian does its own way. cpack runs this on the installed files, before it packs them.
if(NOT CPACK_GENERATOR STREQUAL DEB)
	return()
endif()

set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
set(doc ${share}/doc/socksh)

# Debian's zsh looks for the completions of packages elsewhere.
if(EXISTS ${share}/zsh/site-functions)
	file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
endif()

# The text of the licence is on every Debian system already.
file(REMOVE ${doc}/LICENSE)
file(WRITE ${doc}/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: socksh

Files: *
Copyright: 2026 the socksh maintainers
License: GPL-3+
 This program is free software: you can redistribute it and/or modify it under
 the terms of the GNU General Public License as published by the Free Software
 Foundation, either version 3 of the License, or (at your option) any later
 version.
 .
 On Debian systems, the full text of the GNU General Public License version 3
 is in /usr/share/common-licenses/GPL-3.
")

string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${doc}/changelog
"socksh (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * Version ${CPACK_PACKAGE_VERSION}.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")

# Whatever the umask was.
set(readable OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(CHMOD ${doc}/copyright ${doc}/changelog PERMISSIONS ${readable})
file(CHMOD_RECURSE ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr
	DIRECTORY_PERMISSIONS ${readable} OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)

# -n: no name and no time inside, so that the same text gives the same file.
file(GLOB texts ${share}/man/man*/*.[1-9] ${doc}/changelog)
foreach(text ${texts})
	execute_process(COMMAND gzip -9n ${text} RESULT_VARIABLE status)
	if(NOT status EQUAL 0)
		message(FATAL_ERROR "gzip failed on ${text}: ${status}")
	endif()
endforeach()
