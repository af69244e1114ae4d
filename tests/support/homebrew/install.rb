# Installs a formula of a tap as far as that goes without Homebrew: of its language there is what
# dockstart's formula says, and no more, so that a word which it does not know is an error.
#
#   ruby install.rb FORMULA ARCHIVES PREFIX     ARCHIVES: the folder in which a URL's file lies
#
# Then it runs the formula's own test, and prints what was installed.
require "digest"
require "fileutils"
require "open3"
require "pathname"
require "rbconfig"
require "tmpdir"

class Pathname
  # Keg folders take files: a path, paths, or "from" => "to"
  def install(*sources)
    mkpath
    sources.each do |source|
      pairs = source.is_a?(Hash) ? source : { source => File.basename(source) }
      pairs.each do |from, to|
        raise "#{from}: no such file in the archive" unless File.file?(from)
        FileUtils.mv(from, self / to)
      end
    end
  end

  # Homebrew's own writes the folders above as well, and refuses to overwrite
  def write(text)
    raise "#{self} exists already" if exist?
    dirname.mkpath
    File.write(self, text)
  end
end

class Formula
  SYSTEM = RbConfig::CONFIG["host_os"].start_with?("darwin") ? :macos : :linux
  PROCESSOR = RbConfig::CONFIG["host_cpu"].match?(/arm|aarch64/) ? :arm : :intel

  class << self
    attr_reader :tested

    def fact(name)
      facts = (@facts ||= {})
      define_singleton_method(name) { |value = nil| value ? facts[name] = value : facts.fetch(name) }
    end

    def on_macos(&block) = only(:macos, SYSTEM, &block)
    def on_linux(&block) = only(:linux, SYSTEM, &block)
    def on_arm(&block) = only(:arm, PROCESSOR, &block)
    def on_intel(&block) = only(:intel, PROCESSOR, &block)
    def test(&block) = @tested = block

    private

    def only(asked, have)
      yield if asked == have
    end

    def inherited(formula)
      super
      %i[desc homepage version license url sha256].each { |name| formula.fact(name) }
    end
  end

  attr_reader :prefix, :testpath

  def initialize(prefix, testpath)
    @prefix = prefix
    @testpath = testpath
  end

  def bin = prefix / "bin"
  def man1 = prefix / "share/man/man1"
  def bash_completion = prefix / "etc/bash_completion.d"
  def zsh_completion = prefix / "share/zsh/site-functions"
  def fish_completion = prefix / "share/fish/vendor_completions.d"
  def version = self.class.version

  def system(*command)
    Kernel.system(*command.map(&:to_s)) || raise("#{command.join(" ")} failed")
  end

  def shell_output(command)
    output, status = Open3.capture2(command)
    raise "#{command} failed" unless status.success?
    output
  end

  def assert_match(expected, text)
    raise "#{expected.inspect} is not in #{text.inspect}" unless text.match?(expected)
  end

  def assert_predicate(object, predicate)
    raise "#{object} is not #{predicate}" unless object.public_send(predicate)
  end
end

formula, archives, prefix = ARGV.map { |argument| Pathname.new(argument).realdirpath }
load formula.to_s

archive = archives / File.basename(Dockstart.url)
sum = Digest::SHA256.file(archive).hexdigest
raise "#{archive}: the checksum is #{sum}, not #{Dockstart.sha256}" unless sum == Dockstart.sha256

Dir.mktmpdir do |work|
  work = Pathname.new(work).realpath
  Kernel.system("tar", "-xzf", archive.to_s, "-C", work.to_s, exception: true)
  # an archive's one folder is entered, as Homebrew does
  inside = work.children.one? ? work.children.first : work
  testpath = work / "homebrew-test"
  testpath.mkpath
  keg = Dockstart.new(prefix, testpath)
  Dir.chdir(inside) { keg.install }
  Dir.chdir(testpath) { keg.instance_exec(&Dockstart.tested) }
  puts keg.caveats
end
puts prefix.glob("**/*").select(&:file?).map { |file| file.relative_path_from(prefix) }.sort
